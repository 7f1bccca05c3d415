import type { WorkerContext } from '../context.ts'
import { Held, Refusal, Unavailable } from '../errors.ts'
import { log, logError } from '../log.ts'
import type { Call } from '../models/schema.ts'
import type { Claimed, Outcome } from './claim.ts'
import { HANDLERS } from './handlers.ts'

const DAY_SECONDS = 86_400

/** Does one job. Whatever happens to it is an outcome, never an exception. */
export async function work(context: WorkerContext, job: Claimed): Promise<Outcome> {
  const { id, kind, payload, attempt, brief } = job
  const started = performance.now()
  const calls: Call[] = []
  const told = () => (calls.length > 0 ? { calls } : {})
  try {
    const handle = await HANDLERS[kind]()
    const next = await handle({ ...context, calls }, payload as Parameters<typeof handle>[1], brief)
    log('job.done', { kind, job: id, attempt, ms: Math.round(performance.now() - started) })
    return { id, attempt, outcome: 'done', ...told(), ...(next && { next }) }
  } catch (error) {
    return { id, attempt, ...told(), ...outcomeOf(error, job) }
  }
}

/**
 * A refusal: never. Held: when somebody takes the hold away. Asked to wait: later, and it counts as no attempt. Busy or gone: it failed, and is tried again.
 * Anything else is our bug, and is tried again all the same.
 */
function outcomeOf(error: unknown, { id, kind, attempt }: Claimed) {
  if (error instanceof Refusal) {
    log('job.refused', { kind, job: id, reason: error.reason })
    return { outcome: 'never' as const, error: error.reason }
  }
  if (error instanceof Held) {
    log('job.held', { kind, job: id, why: error.why })
    return { outcome: 'held' as const, error: error.why }
  }
  if (!(error instanceof Unavailable)) {
    logError('job.failed', error, { kind, job: id, attempt })
    return { outcome: 'failed' as const, error: 'An unexpected error' }
  }
  log('job.later', { kind, job: id, attempt })
  const wait = Math.min(Math.ceil(error.retryAfterSeconds), DAY_SECONDS)
  return wait > 0
    ? { outcome: 'later' as const, error: error.message, wait }
    : { outcome: 'failed' as const, error: error.message }
}
