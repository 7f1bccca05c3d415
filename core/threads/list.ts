import type { PersonContext } from '../context.ts'
import { after, nextCursor } from '../cursor.ts'
import { Thread, type ThreadPage, type ThreadQuery } from './schema.ts'

/** Conversations, newest first, a page at a time. */
export async function listThreads(
  { db }: PersonContext,
  { mailbox_id, cursor, limit }: ThreadQuery,
): Promise<ThreadPage> {
  let query = db
    .from('threads')
    .select('*')
    .order('last_message_at', { ascending: false })
    .order('id', { ascending: false })
  if (mailbox_id) query = query.eq('mailbox_id', mailbox_id)
  if (cursor) query = query.or(after('last_message_at', cursor))
  const { data } = await query.limit(limit + 1).throwOnError()

  const items = data.slice(0, limit).map((row) => Thread.parse(row))
  return { items, next: nextCursor(data, limit, ({ last_message_at, id }) => [last_message_at, id]) }
}
