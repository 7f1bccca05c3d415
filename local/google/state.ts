import {
  createMailbox,
  type HistoryRecord,
  type Label,
  type Message,
  type SendAs,
  type Watch,
} from './mailbox/mailbox.ts'
import type { Access, Code, Refresh } from './oauth/grant.ts'
import type { PushRecord } from './push.ts'
import type { OutsideMail, World } from './world.ts'

type Stored<Thing extends { raw: Uint8Array }> = Omit<Thing, 'raw'> & { raw: string }

/** Everything worth keeping, in plain JSON: sources in base64, history ids in digits. */
export type GoogleState = {
  version: 1
  mailboxes: {
    address: string
    name: string
    sendAs: SendAs[]
    messages: Stored<Message>[]
    drafts: [string, string][]
    labels: Label[]
    history: HistoryRecord[]
    historyId: string
    historyFloor: string
    serial: number
    watch: Watch | null
  }[]
  grants: {
    codes: [string, Code][]
    access: [string, Access][]
    refresh: [string, Refresh][]
    consents: [string, string[]][]
  }
  outside: Stored<OutsideMail>[]
  pushes: PushRecord[]
}

export function snapshot(world: World, pushes: PushRecord[]): GoogleState {
  const { codes, access, refresh, consents } = world.grants
  return structuredClone({
    version: 1,
    mailboxes: [...world.mailboxes.values()].map((mailbox) => ({
      ...mailbox,
      messages: [...mailbox.messages.values()].map(store),
      drafts: [...mailbox.drafts],
      labels: [...mailbox.labels.values()],
      historyId: String(mailbox.historyId),
      historyFloor: String(mailbox.historyFloor),
      watch: mailbox.watch ?? null,
    })),
    grants: { codes: [...codes], access: [...access], refresh: [...refresh], consents: [...consents] },
    outside: world.outside.map(store),
    pushes,
  })
}

export function restore(world: World, state: GoogleState): void {
  const { mailboxes, grants, outside } = structuredClone(state)
  for (const stored of mailboxes) {
    world.mailboxes.set(stored.address, {
      ...createMailbox({ email: stored.address, name: stored.name }),
      sendAs: stored.sendAs,
      messages: new Map(stored.messages.map((message) => [message.id, revive(message)])),
      drafts: new Map(stored.drafts),
      labels: new Map(stored.labels.map((label) => [label.id, label])),
      history: stored.history,
      historyId: BigInt(stored.historyId),
      historyFloor: BigInt(stored.historyFloor),
      serial: stored.serial,
      watch: stored.watch ?? undefined,
    })
  }
  world.grants.codes = new Map(grants.codes)
  world.grants.access = new Map(grants.access)
  world.grants.refresh = new Map(grants.refresh)
  world.grants.consents = new Map(grants.consents)
  world.outside.push(...outside.map(revive))
}

function store<Thing extends { raw: Uint8Array }>(thing: Thing): Omit<Thing, 'raw'> & { raw: string } {
  return { ...thing, raw: Buffer.from(thing.raw).toString('base64') }
}

function revive<Rest extends object>(thing: Rest & { raw: string }): Rest & { raw: Buffer } {
  return { ...thing, raw: Buffer.from(thing.raw, 'base64') }
}
