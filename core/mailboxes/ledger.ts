import type { PersonContext } from '../context.ts'
import { nextCursor, placeOf } from '../cursor.ts'
import { Refusal } from '../errors.ts'
import { LedgerLine, type LedgerPage, type LedgerQuery } from './schema.ts'

/** What became of each message that came in, newest first, a page at a time. */
export async function readLedger(
  { db }: PersonContext,
  mailbox: string,
  { outcome, reason, cursor, limit }: LedgerQuery,
): Promise<LedgerPage> {
  const [before, before_id] = cursor ? placeOf(cursor) : []
  const { data } = await db
    .rpc('read_ledger', {
      mailbox,
      most: limit + 1,
      ...(outcome && { which: outcome }),
      ...(reason && { why: reason }),
      ...(before && before_id && { before, before_id }),
    })
    .throwOnError()
  if (!data.length) throw new Refusal('not_found', 'There is no such mailbox')

  const lines = data.filter(({ message_id }) => message_id !== null).map((row) => LedgerLine.parse(row))
  const next = nextCursor(lines, limit, ({ received_at, message_id }) => [received_at, message_id])
  return { items: lines.slice(0, limit), next }
}
