import type { Enum } from '../../../core/context.ts'
import type { Embeddings } from '../../../core/providers/embeddings.ts'
import type { TestWorld } from '../../support/world.ts'
import type { Pair } from './pairs.ts'

type Part = Enum<'search_part'>
/** The rank of the passage that answers, from 1 on; 0 where it is not among the first fifty. */
export type Judged = { pair: Pair; rank: number }

/** By the whole search, and by each part of it alone. */
export const WAYS: Record<string, Part[]> = {
  hybrid: ['words', 'spelling', 'meaning'],
  'words and spelling': ['words', 'spelling'],
  'words alone': ['words'],
  'spelling alone': ['spelling'],
  'meaning alone': ['meaning'],
}

/** Asks every question, by these parts of the search. */
export async function retrieve(
  { supabase: { sql } }: TestWorld,
  { embed, model }: Embeddings,
  client: string,
  pairs: Pair[],
  parts: Part[],
): Promise<Judged[]> {
  const meaning = async (question: string) => {
    const said = await embed([question])
    return (said.outcome === 'answered' && said.directions[0]) || []
  }
  const directions = await Promise.all(pairs.map(({ question }) => meaning(question)))
  return Promise.all(
    pairs.map(async (pair, nth) => {
      const found = await sql<{ title: string; headings: string[] }[]>`
        select title, headings from private.find_passages(
          ${client}, ${pair.question}, ${sql.array(directions[nth] ?? [], 700)}::real[], ${model},
          ${sql.array(parts)}::public.search_part[], 50
        )`
      return {
        pair,
        rank: found.findIndex(({ title, headings: [first] }) => title === pair.title && first === pair.heading) + 1,
      }
    }),
  )
}

/** The share of questions whose passage is among the first five. */
export const recalled = (judged: Judged[]): number => judged.filter(({ rank }) => rank > 0 && rank <= 5).length

/** The mean of the reciprocal ranks. */
export const reciprocal = (judged: Judged[]): number =>
  judged.reduce((sum, { rank }) => sum + (rank && 1 / rank), 0) / judged.length
