import type { Faults } from './faults.ts'
import { sign } from './keys.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import { issuer } from './oauth/identity.ts'
import type { World } from './world.ts'

export type PushTarget = { url: string; audience: string; serviceAccount: string; topic: string }
export type PushBody = {
  message: { data: string; messageId: string; message_id: string; publishTime: string; publish_time: string }
  subscription: string
}
export type PushRecord = {
  at: number
  address: string
  historyId: string
  to: string
  body: PushBody
  attempts: number
  status?: number
  error?: string
  /** A fault swallowed it: it was never delivered. */
  lost?: true
}
export type Timer = (run: () => void, ms: number) => () => void
export type Publisher = {
  /** Labels of a mailbox changed; whatever changes before the next turn of the loop is one push. */
  touched: (mailbox: Mailbox, labelIds: string[]) => void
  publish: (mailbox: Mailbox) => Promise<void>
  records: () => PushRecord[]
  idle: () => Promise<void>
  close: () => void
}

const maxRedeliveries = 5
const ackDeadline = 10_000
const kept = 1000
const tokenReuse = 600_000

/** Gmail's notifications through a Pub/Sub push subscription: at least once, retried until acknowledged. */
export function createPublisher(
  world: Pick<World, 'now' | 'changed'>,
  {
    target,
    faults,
    fetch,
    timer,
    records,
  }: {
    target: PushTarget | undefined
    faults: Faults
    fetch: typeof globalThis.fetch
    timer: Timer
    records: PushRecord[]
  },
): Publisher {
  const pending = new Set<Mailbox>()
  const underWay = new Set<Promise<void>>()
  const timers = new Set<() => void>()
  const held = new Set<() => Promise<void>>()
  let count = records.length

  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work)
    return work.finally(() => underWay.delete(work))
  }
  const later = (run: () => Promise<void>, ms: number): void => {
    const cancel = timer(() => {
      timers.delete(cancel)
      void track(run())
    }, ms)
    timers.add(cancel)
  }

  const hold = (deliver: () => Promise<void>, ms: number): void => {
    const once = async (): Promise<void> => {
      if (held.delete(once)) await deliver()
    }
    held.add(once)
    later(once, ms)
  }

  const attempt = async (record: PushRecord, destination: PushTarget): Promise<void> => {
    record.attempts++
    delete record.status
    delete record.error
    try {
      record.status = await post(record, destination)
    } catch (error) {
      record.error = error instanceof Error ? error.message : String(error)
    }
    world.changed()
    const acknowledged = record.status !== undefined && [102, 200, 201, 202, 204].includes(record.status)
    if (!acknowledged && record.attempts <= maxRedeliveries) {
      later(() => attempt(record, destination), 1000 * 2 ** (record.attempts - 1))
    }
  }

  const post = async (record: PushRecord, { url, audience, serviceAccount }: PushTarget): Promise<number> => {
    // Pub/Sub uses a token for more than one push, too: a verifier must not insist on a fresh one.
    const issued = Math.floor(world.now() / tokenReuse) * (tokenReuse / 1000)
    const identity = { iss: issuer, aud: audience, email: serviceAccount, email_verified: true, sub: '1', azp: '1' }
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await sign({ ...identity, iat: issued, exp: issued + 3600 })}`,
      },
      body: JSON.stringify(record.body),
      signal: AbortSignal.timeout(ackDeadline),
    })
    await response.body?.cancel()
    return response.status
  }

  const publish = async (mailbox: Mailbox): Promise<void> => {
    if (!target) return
    const record = recordOf(mailbox, target, world.now(), count++)
    records.push(record)
    if (records.length > kept) records.shift()
    const deliver = (): Promise<void> => attempt(record, target)
    const fault = faults.takePush(mailbox.address)
    if (fault?.push === 'lose') record.lost = true
    else if (fault?.push === 'delay') later(deliver, fault.delayMs ?? 1000)
    else if (fault?.push === 'reorder') hold(deliver, fault.delayMs ?? 5000)
    else {
      await deliver()
      if (fault?.push === 'duplicate') await deliver()
      // What was held back follows the push that passed it.
      for (const late of [...held]) await late()
    }
    world.changed()
  }

  const flush = async (): Promise<void> => {
    const mailboxes = [...pending]
    pending.clear()
    await Promise.all(mailboxes.map(publish))
  }

  return {
    touched: (mailbox, labelIds) => {
      if (!target || !watched(mailbox, labelIds, world.now())) return
      pending.add(mailbox)
      if (pending.size === 1) void track(Promise.resolve().then(flush))
    },
    publish: (mailbox) => track(publish(mailbox)),
    records: () => structuredClone(records),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () => {
      for (const cancel of timers) cancel()
      timers.clear()
      held.clear()
    },
  }
}

function watched({ watch }: Mailbox, labelIds: string[], now: number): boolean {
  if (!watch || watch.expiration <= now) return false
  if (watch.labelIds.length === 0) return true
  return labelIds.some((id) => watch.labelIds.includes(id)) === (watch.behavior === 'include')
}

function recordOf(mailbox: Mailbox, target: PushTarget, now: number, count: number): PushRecord {
  const { address, historyId } = mailbox
  // The history id travels as a JSON number, which a JavaScript number cannot hold: written as digits.
  const data = Buffer.from(`{"emailAddress":${JSON.stringify(address)},"historyId":${historyId}}`).toString('base64')
  const messageId = String(BigInt(Math.trunc(now)) * 1000n + BigInt(count % 1000))
  const publishTime = new Date(now).toISOString()
  return {
    at: now,
    address,
    historyId: String(historyId),
    to: target.url,
    body: {
      message: { data, messageId, message_id: messageId, publishTime, publish_time: publishTime },
      subscription: `${target.topic.replace('/topics/', '/subscriptions/')}-push`,
    },
    attempts: 0,
  }
}
