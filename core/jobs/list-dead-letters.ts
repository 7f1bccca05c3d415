import type { PersonContext } from '../context.ts'
import { after, nextCursor } from '../cursor.ts'
import { Refusal } from '../errors.ts'
import { DeadLetter, type DeadLetterPage, type DeadLetterQuery } from './schema.ts'

/** What the queue has given up, newest first; for our own staff. */
export async function listDeadLetters(
  { db, actor }: PersonContext,
  { cursor, limit }: DeadLetterQuery,
): Promise<DeadLetterPage> {
  const { data: operator } = await db
    .from('operators')
    .select('user_id')
    .eq('user_id', actor.id)
    .maybeSingle()
    .throwOnError()
  if (!operator) throw new Refusal('forbidden', 'This is for the staff of the service')

  let query = db
    .from('dead_letters')
    .select('id, client_id, kind, error, attempts, created_at')
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
  if (cursor) query = query.or(after('created_at', cursor))
  const { data } = await query.limit(limit + 1).throwOnError()

  const items = data.slice(0, limit).map((row) => DeadLetter.parse(row))
  return { items, next: nextCursor(data, limit, ({ created_at, id }) => [created_at, id]) }
}
