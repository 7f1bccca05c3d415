import type { Enum, WorkerContext } from '../context.ts'
import { open } from '../crypto.ts'
import { Unauthorized } from '../errors.ts'
import type { Gmail } from '../providers/gmail.ts'

export type OpenMailbox = {
  id: string
  client_id: string
  address: string
  name: string
  aliases: string[]
  history_id: string | null
}

type Cached = { accessToken: string; expiresAt: number }

/** Access tokens live an hour; a warm function need not ask for one per job. Keyed by the sealed grant itself. */
const cache = new Map<string, Cached>()

type Work<T> = (gmail: Gmail, mailbox: OpenMailbox) => Promise<T>

/**
 * Works in a mailbox with its owner's grant. Undefined when it is not to be read: disconnected, paused, or the grant
 * was taken back, which is terminal: reading stops and the owner is asked to reconnect.
 */
export function withMailbox<T>(context: WorkerContext, mailboxId: string, work: Work<T>): Promise<T | undefined> {
  return openMailbox(context, mailboxId, ['connected'], work)
}

/** The same for what a person has asked for: it is done even while the reading is paused. */
export function onBehalf<T>(context: WorkerContext, mailboxId: string, work: Work<T>): Promise<T | undefined> {
  return openMailbox(context, mailboxId, ['connected', 'paused'], work)
}

async function openMailbox<T>(
  context: WorkerContext,
  mailboxId: string,
  statuses: Enum<'mailbox_status'>[],
  work: Work<T>,
): Promise<T | undefined> {
  const { data } = await context.db
    .from('mailboxes')
    .select('id, client_id, address, name, aliases, history_id, mailbox_grants(sealed)')
    .eq('id', mailboxId)
    .in('status', statuses)
    .maybeSingle()
    .throwOnError()
  const sealed = data?.mailbox_grants?.sealed
  if (!data || !sealed) return undefined

  const { mailbox_grants: _, ...mailbox } = data
  for (const fresh of [false, true]) {
    const accessToken = await accessTokenFor(context, mailbox, sealed, fresh)
    if (!accessToken) return undefined
    try {
      return await work(context.gmail(accessToken), mailbox)
    } catch (error) {
      if (!(error instanceof Unauthorized) || fresh) throw error
    }
  }
  return undefined
}

async function accessTokenFor(context: WorkerContext, mailbox: OpenMailbox, sealed: string, fresh: boolean) {
  const known = cache.get(sealed)
  if (known && !fresh && known.expiresAt > Date.now()) return known.accessToken

  const refreshed = await context.google.refresh(await openGrant(context, mailbox, sealed))
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
