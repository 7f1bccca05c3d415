import type { Enum, WorkerContext } from '../context.ts'
import { Refusal, Unavailable } from '../errors.ts'
import { log, logError } from '../log.ts'
import { HANDLERS } from './handlers.ts'

/** Longer than any function may run, so that a lease never ends under a living worker. */
const LEASE_SECONDS = 330
const AT_ONCE = 10

type Claimed = { id: number; kind: Enum<'job_kind'>; payload: unknown; attempt: number }

export type Stay = {
  /** Stop claiming after this long: 70 % of the function's limit. */
  claimForMs?: number
  /** How long to wait for jobs that fall due soon: retries, and replies in their undo window. */
  lingerMs?: number
  signal?: AbortSignal | undefined
}

/** Works the queue until nothing is due. Safe to run anywhere, any number of times at once. Returns jobs done. */
export async function runJobs(context: WorkerContext, { claimForMs = 200_000, lingerMs = 0, signal }: Stay = {}) {
  const began = performance.now()
  const left = () => claimForMs - (performance.now() - began)
  let lingered = 0
  let done = 0

  while (!signal?.aborted && left() > 0) {
    const jobs = await claim(context)
    await Promise.all(jobs.map((job) => work(context, job)))
    done += jobs.length
    if (jobs.length) continue

    const { data: wait } = await context.db.rpc('next_job_in').throwOnError()
    if (wait === null || lingered + wait > lingerMs || wait > left()) break
    lingered += Math.max(wait, 20)
    await pause(Math.max(wait, 20), signal)
  }
  return done
}

async function claim({ db }: WorkerContext): Promise<Claimed[]> {
  const { data } = await db.rpc('claim_jobs', { most: AT_ONCE, lease_seconds: LEASE_SECONDS }).throwOnError()
  return data as Claimed[]
}

async function work(context: WorkerContext, { id, kind, payload, attempt }: Claimed): Promise<void> {
  const started = performance.now()
  try {
    const handle = await HANDLERS[kind]()
    await handle(context, payload as Parameters<typeof handle>[1])
    await context.db.rpc('complete_job', { job_id: id, attempt }).throwOnError()
    log('job.done', { kind, job: id, attempt, ms: Math.round(performance.now() - started) })
  } catch (error) {
    await settle(context, { id, kind, attempt }, error)
  }
}

/** Busy elsewhere: later, when they said. A refusal: never. Anything else is our bug, and is tried again all the same. */
async function settle({ db }: WorkerContext, { id, kind, attempt }: Omit<Claimed, 'payload'>, error: unknown) {
  if (error instanceof Refusal) {
    log('job.refused', { kind, job: id, reason: error.reason })
    await db.rpc('bury_job', { job_id: id, attempt, error: error.reason }).throwOnError()
    return
  }
  const busy = error instanceof Unavailable
  if (busy) log('job.later', { kind, job: id, attempt })
  else logError('job.failed', error, { kind, job: id, attempt })
  await db
    .rpc('fail_job', {
      job_id: id,
      attempt,
      error: busy ? error.message : 'An unexpected error',
      wait_seconds: busy ? error.retryAfterSeconds : 0,
    })
    .throwOnError()
}

const pause = (ms: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
