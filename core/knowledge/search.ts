import type { Metered } from '../models/schema.ts'
import { directionOf } from './direction.ts'
import { EMBEDDINGS } from './embed.ts'
import { Found, Search, type SearchAnswer } from './schema.ts'

/** For which message, which routes nobody takes just now, and in what was known when, where that is not now. */
type Occasion = { message: string; resting: Record<string, number>; asOf?: string | undefined }

/** The passages of one business that answer a question best, for a worker, who has been told for which business. */
export async function searchKnowledge(
  context: Metered,
  asked: Search,
  { message, resting, asOf }: Occasion,
): Promise<SearchAnswer> {
  const { client_id, query, most } = Search.parse(asked)
  const meant = resting[EMBEDDINGS] ? undefined : await directionOf(context, query, { client: client_id, message })
  const { data } = await context.db
    .rpc('recall_passages', { client: client_id, question: query, most, ...meant, ...(asOf && { as_of: asOf }) })
    .throwOnError()
  return { mode: meant ? 'hybrid' : 'lexical', items: data.map((row) => Found.parse(row)) }
}
