import { SCHEDULE } from '../core/jobs/schedule.ts'
import { logError } from '../core/log.ts'
import { callSchedule } from './cron/call.ts'
import { matches } from './cron/matches.ts'
import type { Timer } from './google/push.ts'
import type { World } from './world.ts'

const MINUTE = 60_000

/** What GitHub Actions does in production: at every minute of business time, the schedules it names. Answers how to stop. */
export function startCron(
  world: Pick<World, 'url' | 'env' | 'clock'>,
  { timer = unrefTimer }: { timer?: Timer } = {},
): () => void {
  const stopping = new AbortController()
  // A timer may ring a little early or, after travelling, much later: each minute once, and none in arrears.
  let last = Math.floor(world.clock.now() / MINUTE)
  let cancel = wait()

  function wait(): () => void {
    return timer(ring, MINUTE - (world.clock.now() % MINUTE))
  }

  function ring(): void {
    const minute = Math.floor(world.clock.now() / MINUTE)
    if (minute !== last) {
      for (const [job, { cron }] of Object.entries(SCHEDULE)) {
        if (matches(cron, new Date(minute * MINUTE))) void run(job)
      }
    }
    last = minute
    cancel = wait()
  }

  async function run(job: string): Promise<void> {
    try {
      await callSchedule(world, job, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) logError('cron.failed', error, { job })
    }
  }

  return () => {
    stopping.abort()
    cancel()
  }
}

function unrefTimer(run: () => void, ms: number): () => void {
  const timeout = setTimeout(run, ms)
  timeout.unref()
  return () => clearTimeout(timeout)
}
