import type * as z from 'zod'
import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { directionOf } from './direction.ts'
import { Found, type Search, type SearchAnswer } from './schema.ts'

/** The passages of one's own business that answer a question best. */
export async function findPassages(
  context: PersonContext,
  { client_id, query, most }: z.output<typeof Search>,
): Promise<SearchAnswer> {
  const { data: business } = await context.db
    .from('client_members')
    .select('client_id')
    .eq('client_id', client_id)
    .eq('user_id', context.actor.id)
    .maybeSingle()
    .throwOnError()
  if (!business) throw new Refusal('not_found', 'There is no such business')

  const meant = await directionOf(context, query, { client: client_id, message: null })
  const { data } = await context.db
    .rpc('search_passages', { client: client_id, question: query, most, ...meant })
    .throwOnError()
  return { mode: meant ? 'hybrid' : 'lexical', items: data.map((row) => Found.parse(row)) }
}
