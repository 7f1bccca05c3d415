import type { PersonContext } from '../context.ts'
import { nextCursor, placeOf } from '../cursor.ts'
import { DraftCard, type DraftPage, type QueueQuery } from './schema.ts'

/** The queue: newest mail first, a page at a time. */
export async function listDrafts(
  { db }: PersonContext,
  { status, client_id, cursor, limit }: QueueQuery,
): Promise<DraftPage> {
  const [before, before_id] = cursor ? placeOf(cursor) : []
  const { data } = await db
    .rpc('read_queue', {
      which: status,
      most: limit + 1,
      ...(client_id && { client: client_id }),
      ...(before && before_id && { before, before_id }),
    })
    .select(CARD)
    .throwOnError()

  const items = data.slice(0, limit).map((row) => DraftCard.parse(row))
  return { items, next: nextCursor(data, limit, ({ received_at, id }) => [received_at ?? '', id ?? '']) }
}

/** Not the texts: a queue is looked at every few seconds. */
const CARD =
  'id, client_id, thread_id, message_id, status, notice, version, edited, correspondent, subject, preview, language, message_count, received_at, updated_at, content_hash, outbox_status, undo_ms, send_at, bounces, to_check'
