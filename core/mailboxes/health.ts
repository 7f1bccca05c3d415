import type { PersonContext } from '../context.ts'
import type { Database } from '../database.types.ts'
import { Refusal } from '../errors.ts'
import { type Backfill, type MailboxHealth, Reasons } from './schema.ts'

type Reading = Database['public']['Tables']['readings']['Row']

const NOTHING = { drafted: 0, skipped: 0, waiting: 0, failed: 0, held: 0, missing: 0, reasons: {} }
/** Of gaps the latest are shown. */
const MOST_GAPS = 20

/** How a mailbox is doing: is it read, is Gmail watching it for us, and what became of its mail. */
export async function mailboxHealth({ db }: PersonContext, id: string): Promise<MailboxHealth> {
  const [{ data: mailbox }, { data: readings }, { data: gaps }, { data: senders }, { data: accounts }] =
    await Promise.all([
      db.from('mailboxes').select('*').eq('id', id).maybeSingle().throwOnError(),
      db.from('readings').select('*').eq('mailbox_id', id).throwOnError(),
      db
        .from('mailbox_gaps')
        .select('*')
        .eq('mailbox_id', id)
        .order('id', { ascending: false })
        .limit(MOST_GAPS)
        .throwOnError(),
      db.from('send_as_addresses').select('*').eq('mailbox_id', id).order('address').throwOnError(),
      db.rpc('account_for', { mailbox: id }).throwOnError(),
    ])
  if (!mailbox) throw new Refusal('not_found', 'There is no such mailbox')

  const { status, watch_expires_at, watch_fault, last_push_at, last_synced_at } = mailbox
  const watched = watch_expires_at !== null && Date.parse(watch_expires_at) > Date.now()
  const watching = status === 'connected' && watch_fault === null && watched
  // Operators see mailboxes, not what is in them.
  const { drafted, skipped, waiting, failed, held, missing, reasons } = { ...NOTHING, ...accounts[0] }
  const backfill = readings.find(({ purpose }) => purpose === 'backfill')
  return {
    id,
    status,
    watching,
    watch_fault,
    watch_expires_at,
    last_push_at,
    last_synced_at,
    senders: senders.map(({ address, name, is_default }) => ({ address, name, is_default })),
    ledger: { drafted, skipped, waiting, failed },
    reasons: Reasons.parse(reasons),
    held,
    missing,
    backfill: backfill ? progressOf(backfill) : null,
    reconciled_at: readings.find(({ purpose }) => purpose === 'reconcile')?.finished_at ?? null,
    gaps: gaps.map(({ reason, missed_from, missed_until, missing, created_at, closed_at }) => ({
      reason,
      missed_from,
      missed_until,
      missing,
      noticed_at: created_at,
      closed_at,
    })),
  }
}

/** Measured in time, newest first: how many messages Gmail will list nobody knows before it has. */
function progressOf({ since, until, reached, found, stored, draft_existing, finished_at }: Reading): Backfill {
  const [from, to] = [Date.parse(since), Date.parse(until)]
  const covered = reached ? (to - Date.parse(reached)) / Math.max(1, to - from) : 0
  const percent = finished_at ? 100 : Math.min(99, Math.max(0, Math.round(covered * 100)))
  return { since, found, stored, percent, draft_existing, finished_at }
}
