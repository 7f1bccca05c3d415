import type { WorkerContext } from '../context.ts'
import { directionOf } from './direction.ts'
import { Found, Search, type SearchAnswer } from './schema.ts'

/** The passages of one business that answer a question best, for a worker, who has been told for which business. */
export async function searchKnowledge(context: WorkerContext, asked: Search): Promise<SearchAnswer> {
  const { client_id, query, most } = Search.parse(asked)
  const meant = await directionOf(context, query)
  const { data } = await context.db
    .rpc('recall_passages', { client: client_id, question: query, most, ...meant })
    .throwOnError()
  return { mode: meant ? 'hybrid' : 'lexical', items: data.map((row) => Found.parse(row)) }
}
