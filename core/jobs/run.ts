import type { WorkerContext } from '../context.ts'
import { type Claimed, claim, type Outcome } from './claim.ts'
import { work } from './work.ts'

const AT_ONCE = 10
/** When one job is done others are about to be: this long they are waited for, to be settled in one call. */
const GATHER_MS = 20

export type Stay = {
  /** Stop claiming after this long: 70 % of the function's limit. */
  claimForMs?: number
  /** How long to wait for jobs that fall due soon: retries, and replies in their undo window. */
  lingerMs?: number
  signal?: AbortSignal | undefined
}

/**
 * Works the queue until nothing is due. Safe to run anywhere, any number of times at once. Returns jobs done.
 * A pool that is refilled as it empties: a slow job holds up none of the quick ones beside it.
 */
export async function runJobs(context: WorkerContext, { claimForMs = 200_000, lingerMs = 0, signal }: Stay = {}) {
  const began = performance.now()
  const left = () => (signal?.aborted ? 0 : Math.max(0, claimForMs - (performance.now() - began)))
  const running = new Set<Promise<unknown>>()
  let outcomes: Outcome[] = []
  let lingered = 0
  let done = 0

  const start = (job: Claimed) => {
    const working = work(context, job).then((outcome) => {
      outcomes.push(outcome)
      running.delete(working)
    })
    running.add(working)
  }

  try {
    for (;;) {
      const said = outcomes
      outcomes = []
      const { jobs, busy, next_in } = await claim(context, left() > 0 ? AT_ONCE - running.size : 0, said)
      outcomes.push(...said.filter(({ id }) => busy.includes(id)))
      for (const job of jobs) start(job)
      done += jobs.length

      const wait = Math.max(next_in ?? Number.POSITIVE_INFINITY, GATHER_MS)
      if (running.size > 0) await someDone(running, running.size < AT_ONCE && wait < left() ? wait : undefined)
      else if (outcomes.length > 0) await pause(GATHER_MS)
      else {
        if (left() === 0 || lingered + wait > lingerMs || wait > left()) return done
        lingered += wait
        await pause(wait, signal)
      }
    }
  } finally {
    await Promise.all(running)
  }
}

/** Until a job is done, and those that end with it; or until another falls due for which there is room. */
async function someDone(running: Set<Promise<unknown>>, due: number | undefined): Promise<void> {
  const over = new AbortController()
  await Promise.race([...running, ...(due === undefined ? [] : [pause(due, over.signal)])])
  await Promise.race([Promise.all(running), pause(GATHER_MS, over.signal)])
  over.abort()
}

const pause = (ms: number, signal?: AbortSignal) =>
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
