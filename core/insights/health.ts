import type { Context } from '../context.ts'
import { publicDb } from '../providers/supabase.ts'
import type { Health } from './schema.ts'

/** Whether the installation is up, and which commit it runs. Says nothing else to strangers. */
export async function health({ env }: Context): Promise<Health> {
  const { error, status } = await publicDb(env).from('clients').select('id', { head: true }).limit(1)
  // A refusal is an answer: strangers may not read, and the database said so.
  const database = !error || (status >= 400 && status < 500)
  return { status: database ? 'ok' : 'degraded', commit: env.COMMIT, database }
}
