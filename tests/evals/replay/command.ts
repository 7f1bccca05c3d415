import type { WorkerContext } from '../../../core/context.ts'
import { differenceIn } from '../compare.ts'
import { replay } from './replay.ts'
import { table } from './report.ts'
import { compareWays, type Verdict } from './verdict.ts'
import { asThen, type Way } from './way.ts'

export type Asked = {
  candidate: Way
  /** The rules in use, replayed beside it; none where only the drafts of then are to be compared with. */
  approved: Way | null
  client?: string | undefined
  sample: number
  /** Dollars. */
  budget: number
  atOnce: number
  say(text: string): void
  progress(done: number, all: number): void
}

/** Replays a change on accepted history, says how it came out, and decides whether it may ship. */
export async function tryOnHistory(context: WorkerContext, asked: Asked): Promise<Verdict> {
  const { candidate, approved, client, sample, budget, atOnce, say, progress } = asked
  const { data: drafts } = await context.db
    .rpc('past_replies', { most: sample, ...(client && { client }) })
    .throwOnError()
  if (drafts.length === 0) {
    say('There is nothing to replay: nobody who allows it has sent a reply')
    return 'undecided'
  }

  const other = approved && approved.digest !== candidate.digest ? approved : null
  const ways = [asThen(context), ...(other ? [other] : []), candidate]
  const limits = { budget: Math.round(budget * 1e6), atOnce, progress }
  const { results, spent, stopped } = await replay(context, ways, drafts, limits)
  const columns = ways.map(({ name }, nth) => ({ name, results: results[nth] ?? [] }))
  const [then, ...rest] = columns.map((column) => column.results)
  const own = rest.at(-1) ?? []
  say(`${drafts.length} replies that were sent; $${(spent / 1e6).toFixed(2)} of $${budget} spent on them\n`)
  say(table(columns))

  const comparisons = [
    { name: 'the drafts of then, nearness aside', ...compareWays(then ?? [], own, drafts.length, false) },
    ...(other ? [{ name: other.name, ...compareWays(rest[0] ?? [], own, drafts.length, true) }] : []),
  ]
  say('')
  for (const one of comparisons) say(`Against ${one.name} (${one.pairs}): ${differenceIn(one)}`)
  if (approved && !other) say(`It is what ${approved.name} is: there is nothing else to compare with`)
  if (stopped) say(REASONS[stopped])
  const verdict = worst(comparisons.map((one) => one.verdict))
  say(WORDS[verdict])
  return verdict
}

const worst = (verdicts: Verdict[]): Verdict =>
  (['worse', 'undecided'] as const).find((one) => verdicts.includes(one)) ?? 'not_worse'

const REASONS = {
  budget: 'The budget is spent before the end; with a larger --budget it goes on where it stopped',
  silence: 'The model does not answer; it goes on where it stopped once it does',
}

const WORDS: Record<Verdict, string> = {
  worse: 'Worse: this does not ship',
  not_worse: 'Not worse',
  undecided: 'Undecided: too few replies were measured. The same command goes on where it stopped',
}
