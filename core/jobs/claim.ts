import type { Enum, Next, WorkerContext } from '../context.ts'
import type { Call } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'

/** Longer than any function may run, so that a lease never ends under a living worker. */
const LEASE_SECONDS = 330

export type Claimed = {
  id: number
  kind: Enum<'job_kind'>
  payload: unknown
  /** Also what fences: whoever settles a job names the attempt that was theirs. */
  attempt: number
  brief: Brief | null
}

/** What became of a job, as SQL `settle` takes it. */
export type Outcome = { id: number; attempt: number; calls?: Call[] } & (
  | { outcome: 'done'; next?: Next | undefined }
  | { outcome: 'failed' | 'held' | 'never'; error: string }
  | { outcome: 'later'; error: string; wait: number }
)

type Answer = { jobs: Claimed[]; busy: number[]; next_in: number | null }

/** Says what became of some jobs and takes others, in one call. */
export async function claim(context: WorkerContext, most: number, outcomes: Outcome[]): Promise<Answer> {
  try {
    return await ask(context, most, outcomes)
  } catch (error) {
    if (outcomes.length === 0) throw error
    // What is done would be done again: it is said once more. Settling twice is settling once.
    return ask(context, most, outcomes)
  }
}

async function ask({ db }: WorkerContext, most: number, outcomes: Outcome[]): Promise<Answer> {
  const { data } = await db.rpc('claim_jobs', { most, lease_seconds: LEASE_SECONDS, outcomes }).throwOnError()
  return data as Answer
}
