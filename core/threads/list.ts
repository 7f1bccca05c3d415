import type { PersonContext } from '../context.ts'
import { nextCursor, placeOf } from '../cursor.ts'
import { Thread, type ThreadPage, type ThreadQuery } from './schema.ts'

/** Conversations, newest first, a page at a time. */
export async function listThreads(
  { db }: PersonContext,
  { mailbox_id, cursor, limit }: ThreadQuery,
): Promise<ThreadPage> {
  const [before, before_id] = cursor ? placeOf(cursor) : []
  const { data } = await db
    .rpc('read_threads', {
      most: limit + 1,
      ...(mailbox_id && { mailbox: mailbox_id }),
      ...(before && before_id && { before, before_id }),
    })
    .throwOnError()

  const items = data.slice(0, limit).map((row) => Thread.parse(row))
  return { items, next: nextCursor(data, limit, ({ last_message_at, id }) => [last_message_at, id]) }
}
