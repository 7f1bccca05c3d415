import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { type Act, actAs } from './act-as.ts'
import { ConnectionLost, createFaults, type Fault, suffer } from './faults.ts'
import { hangUp } from './hang-up.ts'
import { deliver } from './mailbox/deliver.ts'
import { findMailbox } from './mailbox/find.ts'
import { createMailbox, type Mailbox, type User } from './mailbox/mailbox.ts'
import { type MailboxView, viewMailbox } from './mailbox/view.ts'
import type { Client } from './oauth/client.ts'
import { createGrants, issueAccess, issueRefresh, revokeAll } from './oauth/grants.ts'
import { pathOf } from './path.ts'
import { createPublisher, type PushRecord, type PushTarget, type Timer } from './push.ts'
import { createRoutes } from './routes.ts'
import { type GoogleState, restore, snapshot } from './state.ts'
import type { OutsideMail, World } from './world.ts'

export type GoogleOptions = {
  /** Where this Google is reached, without a trailing slash. */
  base: string
  client: Client
  users: User[]
  push?: PushTarget
  state?: GoogleState
  now?: () => number
  /** Random bytes for tokens, codes and Message-IDs. */
  random?: (size: number) => Uint8Array
  /** Runs something later and returns how to cancel it; for backoff and delays. */
  timer?: Timer
  fetch?: typeof fetch
  onChange?: () => void
  /** Seconds an access token lives. */
  accessTtl?: number
  /** Gmail may rewrite the Message-ID of what it sends, and by default does here. */
  preserveMessageId?: boolean
}

export type Google = {
  app: Hono
  /** A mail arrives. Answers the id it got in that mailbox. */
  deliver: (to: string, raw: Uint8Array | string, labels?: string[]) => Promise<string>
  addUser: (user: User) => void
  users: () => { email: string; name: string }[]
  mailbox: (address: string) => MailboxView | undefined
  raw: (address: string, id: string) => Uint8Array | undefined
  /** What was sent to addresses nobody here owns. */
  outside: () => OutsideMail[]
  /** Consent without the screen: tokens as if the user had allowed these scopes. */
  grant: (address: string, scopes: string[]) => { accessToken: string; refreshToken: string }
  /** Calls Gmail as the person at the mailbox, past faults and consent. */
  actAs: (address: string, scopes?: string[]) => Act
  revoke: (address: string) => void
  expireHistory: (address: string) => void
  push: (address: string) => Promise<void>
  pushes: () => PushRecord[]
  faults: { add: (fault: Fault) => void; clear: () => void; list: () => Fault[] }
  snapshot: () => GoogleState
  /** Resolves when no push delivery is under way; one waiting for its next attempt is not. */
  idle: () => Promise<void>
  /** Cancels what is still waiting to be pushed. */
  close: () => void
}

/** Google in a box: accounts, Gmail and Pub/Sub pushes, in memory, mounted wherever the caller likes. */
export function createGoogle(options: GoogleOptions): Google {
  const { base, client, push, state, timer = unrefTimer, onChange = () => undefined } = options
  const records: PushRecord[] = structuredClone(state?.pushes ?? [])
  const faults = createFaults()
  const world: World = {
    now: options.now ?? Date.now,
    random: options.random ?? randomBytes,
    preserveMessageId: options.preserveMessageId ?? false,
    mailboxes: new Map(),
    grants: createGrants(options.accessTtl ?? 3600),
    outside: [],
    touched: (mailbox, labelIds) => publisher.touched(mailbox, labelIds),
    changed: onChange,
  }
  const publisher = createPublisher(world, {
    target: push,
    faults,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timer,
    records,
  })
  if (state) restore(world, state)
  const addUser = (user: User): void => {
    const mailbox = createMailbox(user)
    if (!world.mailboxes.has(mailbox.address)) world.mailboxes.set(mailbox.address, mailbox)
  }
  for (const user of options.users) addUser(user)

  const routes = createRoutes(world, {
    base,
    client,
    topic: push?.topic,
    answer: async (request) => app.fetch(request),
  })
  const wait = (ms: number) => new Promise<void>((resolve) => void timer(resolve, ms))
  const app = new Hono()
  app.onError((error) => {
    throw error
  })
  app.all('*', async (c) => {
    const perform = () => routes.fetch(c.req.raw)
    const fault = faults.takeCall(`${c.req.method} ${pathOf(c.req.url, base)}`)
    try {
      return await (fault ? suffer(fault, perform, wait) : perform())
    } catch (error) {
      if (error instanceof ConnectionLost && hangUp(c.env)) return new Response(null)
      throw error
    }
  })

  const owner = (address: string): Mailbox => {
    const mailbox = findMailbox(world, address)
    if (!mailbox) throw new Error(`No mailbox "${address}"`)
    return mailbox
  }
  return {
    app,
    deliver: async (to, raw, labels) => deliver(world, owner(to), Buffer.from(raw), labels).id,
    addUser: (user) => {
      addUser(user)
      world.changed()
    },
    users: () => [...world.mailboxes.values()].map(({ address, name }) => ({ email: address, name })),
    mailbox: (address) => {
      const mailbox = findMailbox(world, address)
      return mailbox && viewMailbox(mailbox)
    },
    raw: (address, id) => findMailbox(world, address)?.messages.get(id)?.raw,
    outside: () => [...world.outside],
    grant: (address, scopes) => {
      const mailbox = owner(address)
      world.grants.consents.set(mailbox.address, scopes)
      return {
        accessToken: issueAccess(world, mailbox.address, scopes),
        refreshToken: issueRefresh(world, mailbox.address, scopes),
      }
    },
    actAs: (address, scopes = ['https://mail.google.com/']) => actAs(world, routes, owner(address).address, scopes),
    revoke: (address) => revokeAll(world, owner(address).address),
    expireHistory: (address) => {
      const mailbox = owner(address)
      mailbox.history = []
      mailbox.historyFloor = mailbox.historyId
      world.changed()
    },
    push: async (address) => publisher.publish(owner(address)),
    pushes: publisher.records,
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    snapshot: () => snapshot(world, records),
    idle: publisher.idle,
    close: publisher.close,
  }
}

function unrefTimer(run: () => void, ms: number): () => void {
  const timeout = setTimeout(run, ms)
  timeout.unref()
  return () => clearTimeout(timeout)
}
