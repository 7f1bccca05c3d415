import type { PersonContext } from '../context.ts'
import { after, nextCursor } from '../cursor.ts'
import { COLUMNS } from './get.ts'
import { Source, type SourcePage, type SourceQuery } from './schema.ts'

/** What a business knows, newest first, a page at a time. */
export async function listSources(
  { db }: PersonContext,
  { client_id, cursor, limit }: SourceQuery,
): Promise<SourcePage> {
  let query = db
    .from('knowledge_sources')
    .select(COLUMNS)
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
  if (client_id) query = query.eq('client_id', client_id)
  if (cursor) query = query.or(after('created_at', cursor))
  const { data } = await query.limit(limit + 1).throwOnError()

  const items = data.slice(0, limit).map((row) => Source.parse(row))
  return { items, next: nextCursor(data, limit, ({ created_at, id }) => [created_at, id]) }
}
