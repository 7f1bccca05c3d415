import type { WorkerContext } from '../../../core/context.ts'
import type { Database } from '../../../core/database.types.ts'
import { passagesFor } from '../../../core/drafts/write.ts'
import type { Call, Metered } from '../../../core/models/schema.ts'
import { openVault } from '../../../core/models/vault.ts'
import { measureAgain } from './measure.ts'
import { pastReply } from './past.ts'
import type { Way } from './way.ts'

export type Result = Database['public']['Tables']['replay_results']['Row']

export type Limits = {
  /** Millionths of a dollar, for all these ways of writing together, whenever they were measured. */
  budget: number
  atOnce: number
  progress(done: number, all: number): void
}

export type Replayed = {
  /** Of each way, in the order asked, what is known of these replies. */
  results: Result[][]
  spent: number
  /** Why the rest was left: there is no money for it, or no model that answers. */
  stopped: 'budget' | 'silence' | null
}

/** So many mails in a row to which no model answered: the next ones would wait for nothing. */
const SILENCE = 5

type Run = { id: string; way: Way; done: Set<string> }

/**
 * Has past replies written again in several ways. What was measured before is not measured again, so whatever ends this
 * is gone on with by saying it once more. It writes its figures and the ledger of calls, and nothing else.
 */
export async function replay(context: WorkerContext, ways: Way[], drafts: string[], limits: Limits): Promise<Replayed> {
  const begun = await Promise.all(ways.map((way) => begin(context, way, drafts)))
  const runs = begun.map(({ run }) => run)
  const waiting = drafts.filter((draft) => runs.some(({ done }) => !done.has(draft)))
  let done = drafts.length - waiting.length
  let spent = begun.reduce((sum, one) => sum + one.spent, 0)
  let dearest = spent / Math.max(1, ...runs.map((run) => run.done.size))
  let [running, silent] = [0, 0]
  let stopped: Replayed['stopped'] = null

  const next = async () => {
    const draft = waiting[0]
    if (draft === undefined || stopped) return false
    // Those under way may each cost as much as the dearest so far, or as one did the last time.
    if (spent >= limits.budget || spent + (running + 1) * dearest > limits.budget) stopped = 'budget'
    if (stopped) return false
    waiting.shift()
    running++
    const { cost, answered } = await writeAgain(context, runs, draft)
    running--
    silent = answered ? 0 : silent + 1
    if (silent === SILENCE) stopped = 'silence'
    spent += cost
    dearest = Math.max(dearest, cost)
    limits.progress(++done, drafts.length)
    return true
  }
  const work = async () => {
    while (await next());
  }
  // Until one is done, nobody knows what one costs.
  while (dearest === 0 && (await next()));
  await Promise.all(Array.from({ length: limits.atOnce }, work))
  return { results: await Promise.all(runs.map(({ id }) => resultsOf(context, id, drafts))), spent, stopped }
}

async function begin(context: WorkerContext, way: Way, drafts: string[]): Promise<{ run: Run; spent: number }> {
  const { data } = await context.db.rpc('begin_replay', { candidate: way.digest }).single().throwOnError()
  const known = await resultsOf(context, data.id, drafts)
  return { run: { id: data.id, way, done: new Set(known.map(({ draft_id }) => draft_id)) }, spent: data.spent }
}

async function resultsOf({ db }: WorkerContext, replay: string, drafts: string[]): Promise<Result[]> {
  const { data } = await db.rpc('replayed', { replay, drafts }).throwOnError()
  return data as unknown as Result[]
}

async function writeAgain(context: WorkerContext, runs: Run[], draft: string) {
  const past = await pastReply(context, draft)
  if (!past) return { cost: 0, answered: true }
  const search: Metered = { ...context, calls: [] }
  const passages = await passagesFor(search, past.brief, openVault())
  let told = search.calls
  let [cost, answered] = [0, true]
  for (const { id, way } of runs.filter(({ done }) => !done.has(draft))) {
    const metered: Metered = { ...context, calls: told }
    let measured: Awaited<ReturnType<typeof measureAgain>> = null
    let allowed = false
    try {
      measured = await measureAgain(metered, way, past, passages)
    } finally {
      allowed = await record(context, { replay: id, draft, calls: metered.calls, ...measured })
    }
    cost += metered.calls.reduce((sum, call) => sum + call.cost, 0)
    answered = measured !== null
    told = []
    // Its business has withdrawn meanwhile.
    if (!allowed) break
  }
  return { cost, answered }
}

type Kept = { replay: string; draft: string; calls: Call[]; written?: string; figures?: object }

async function record({ db }: WorkerContext, { calls, figures, ...kept }: Kept): Promise<boolean> {
  const asked = calls.map((call) => ({ ...call, task: 'replay' as const }))
  const { data } = await db
    .rpc('record_replay', { ...kept, calls: asked, ...(figures && { figures: { ...figures } }) })
    .throwOnError()
  return data
}
