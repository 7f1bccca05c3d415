import type { Enum, WorkerContext } from '../context.ts'
import { open } from '../crypto.ts'
import { Throttled, Unauthorized, Unavailable } from '../errors.ts'
import type { Gmail } from '../providers/gmail.ts'
import { BACKGROUND, ceilings, MESSAGE_UNITS, type Share, SOMEBODY_WAITS } from '../quota.ts'

export type OpenMailbox = {
  id: string
  client_id: string
  address: string
  name: string
  aliases: string[]
  history_id: string | null
  /** Messages Gmail listed and then did not have. */
  unseen: string[]
}

type Cached = { accessToken: string; expiresAt: number }

/** Access tokens live an hour; a warm function need not ask for one per job. Keyed by the sealed grant itself. */
const cache = new Map<string, Cached>()

type Work<T> = (gmail: Gmail, mailbox: OpenMailbox) => Promise<T>

/**
 * Works in a mailbox with its owner's grant. Undefined when it is not to be read: disconnected, paused, or the grant
 * was taken back, which is terminal: reading stops and the owner is asked to reconnect. `units` are asked of Gmail's
 * quota before anything else; what the work turns out to need beyond them is asked for on the way.
 */
export function withMailbox<T>(context: WorkerContext, mailboxId: string, work: Work<T>, units = A_LOOK) {
  return openMailbox(context, mailboxId, work, { statuses: ['connected'], units, share: BACKGROUND })
}

/** The same for what a person has asked for and waits for: it is done even while the reading is paused. */
export function onBehalf<T>(context: WorkerContext, mailboxId: string, work: Work<T>, units = A_LOOK) {
  return openMailbox(context, mailboxId, work, { statuses: ['connected', 'paused'], units, share: SOMEBODY_WAITS })
}

/** A glance at the history. */
const A_LOOK = 2

type Need = { statuses: Enum<'mailbox_status'>[]; units: number; share: Share }

async function openMailbox<T>(
  context: WorkerContext,
  mailboxId: string,
  work: Work<T>,
  { statuses, units, share }: Need,
): Promise<T | undefined> {
  const asked = { each: units, times: 1, spent: 0, ...ceilings(context.env, share) }
  const { data } = await context.db.rpc('open_mailbox', { mailbox: mailboxId, statuses, units: asked }).throwOnError()
  const [opened] = data
  if (!opened) return undefined
  const { sealed, granted, wait_seconds, ...mailbox } = opened
  if (!granted) throw new Unavailable('The quota of Gmail is used up for now', wait_seconds)

  for (const fresh of [false, true]) {
    const accessToken = await accessTokenFor(context, mailbox, sealed, fresh)
    if (!accessToken) return undefined
    const gmail = await context.gmail(accessToken)
    gmail.units.granted += units
    try {
      const result = await work(gmail, mailbox)
      await settle(context, mailbox, gmail)
      return result
    } catch (error) {
      if (error instanceof Throttled) await leaveAlone(context, mailbox, error)
      if (!(error instanceof Unauthorized) || fresh) throw error
    }
  }
  return undefined
}

/** What a job has used beyond what it was granted; little is not worth a call. */
async function settle({ db, env }: WorkerContext, { id }: OpenMailbox, { units }: Gmail): Promise<void> {
  const spent = units.used - units.granted
  if (spent <= MESSAGE_UNITS) return
  const asked = { each: 1, times: 0, spent, ...ceilings(env, BACKGROUND) }
  await db.rpc('spend_units', { mailbox: id, units: asked }).throwOnError()
}

/** Whoever else works in this mailbox need not find out for themselves. */
async function leaveAlone({ db }: WorkerContext, { id }: OpenMailbox, { retryAfterSeconds }: Throttled): Promise<void> {
  if (retryAfterSeconds > 0) {
    await db.rpc('block_mailbox', { mailbox: id, seconds: Math.ceil(retryAfterSeconds) }).throwOnError()
  }
}

async function accessTokenFor(context: WorkerContext, mailbox: OpenMailbox, sealed: string, fresh: boolean) {
  const known = cache.get(sealed)
  if (known && !fresh && known.expiresAt > Date.now()) return known.accessToken

  const google = await context.google()
  const refreshed = await google.refresh(await openGrant(context, mailbox, sealed))
  if (refreshed.outcome === 'revoked') {
    cache.delete(sealed)
    await context.db.rpc('note_revoked', { mailbox: mailbox.id, revoked: sealed }).throwOnError()
    return undefined
  }
  if (cache.size > 1000) cache.clear()
  const expiresAt = Date.now() + (refreshed.expiresInSeconds - 60) * 1000
  cache.set(sealed, { accessToken: refreshed.accessToken, expiresAt })
  return refreshed.accessToken
}

export const openGrant = (context: WorkerContext, mailbox: { id: string; client_id: string }, sealed: string) =>
  open(
    context.env.SEALING_KEYS,
    { table: 'mailbox_grants', row: mailbox.id, client: mailbox.client_id, column: 'sealed' },
    sealed,
  )
