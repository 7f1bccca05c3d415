import type { Context, WorkerContext } from './context.ts'
import { serviceDb } from './providers/supabase.ts'

/**
 * The one way to the service role. Whoever calls it has either proved to be a machine (hooks), or has already been
 * shown by row-level security to be entitled to the effect (an approval to send, an attachment to fetch).
 * `tests/unit/house.test.ts` holds the list of callers.
 */
export const actAsWorker = (context: Context): WorkerContext => ({
  ...context,
  actor: { kind: 'worker' },
  db: serviceDb(context.env),
})
