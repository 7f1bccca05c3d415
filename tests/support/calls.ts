import type { Call } from '../../core/models/schema.ts'
import type { TestWorld } from './world.ts'

export type Counted = { calls: number; input: number; cache_write: number; cache_read: number; output: number }

/** The lines of the product's own ledger, oldest first. */
export async function ledgerOfCalls({ supabase: { sql } }: TestWorld): Promise<(Call & { draft_id: string | null })[]> {
  const lines = await sql<(Call & { draft_id: string | null })[]>`
    select *, cost::int as cost from public.model_calls order by created_at, id`
  return [...lines]
}

export const counted = (lines: Omit<Counted, 'calls'>[]): Counted => ({
  calls: lines.length,
  input: sum(lines.map(({ input }) => input)),
  cache_write: sum(lines.map(({ cache_write }) => cache_write)),
  cache_read: sum(lines.map(({ cache_read }) => cache_read)),
  output: sum(lines.map(({ output }) => output)),
})

/** What the other side has counted, call by call; nothing where it gave no answer to be counted. */
export const emulatorsCount = ({ claude }: TestWorld) =>
  claude.calls().map(({ request, usage }) => ({
    model: (request as { model: string }).model,
    input: usage?.input_tokens ?? 0,
    cache_write: usage?.cache_creation_input_tokens ?? 0,
    cache_read: usage?.cache_read_input_tokens ?? 0,
    output: usage?.output_tokens ?? 0,
  }))

export const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
