import type { PersonContext } from '../context.ts'
import { after, nextCursor } from '../cursor.ts'
import { DraftCard, type DraftPage, type QueueQuery } from './schema.ts'

/** The queue: newest mail first, a page at a time. */
export async function listDrafts(
  { db }: PersonContext,
  { status, client_id, cursor, limit }: QueueQuery,
): Promise<DraftPage> {
  let query = db
    .from('draft_cards')
    .select(CARD)
    .eq('status', status)
    .order('received_at', { ascending: false })
    .order('id', { ascending: false })
  if (client_id) query = query.eq('client_id', client_id)
  if (cursor) query = query.or(after('received_at', cursor))
  const { data } = await query.limit(limit + 1).throwOnError()

  const items = data.slice(0, limit).map((row) => DraftCard.parse(row))
  return { items, next: nextCursor(data, limit, ({ received_at, id }) => [received_at ?? '', id ?? '']) }
}

/** Not the texts: a queue is looked at every few seconds. */
const CARD =
  'id, client_id, thread_id, message_id, status, notice, version, edited, correspondent, subject, preview, language, message_count, received_at, updated_at, content_hash, outbox_status, undo_ms, send_at, bounces'
