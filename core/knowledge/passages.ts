import type { PersonContext } from '../context.ts'
import { getSource } from './get.ts'
import { Passage, type PassagePage, type PassageQuery } from './schema.ts'

/** What is searched of a source, from its beginning, a page at a time. */
export async function listPassages(
  context: PersonContext,
  id: string,
  { behind, limit }: PassageQuery,
): Promise<PassagePage> {
  await getSource(context, id)
  const { data } = await context.db
    .rpc('read_passages', { source: id, behind, most: limit + 1 })
    .select('id, position, headings, page, begins, ends, body')
    .throwOnError()

  const items = data.slice(0, limit).map((row) => Passage.parse(row))
  return { items, next: data.length > limit ? (items.at(-1)?.position ?? null) : null }
}
