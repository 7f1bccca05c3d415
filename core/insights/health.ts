import * as z from 'zod'
import type { Context } from '../context.ts'
import { publicDb } from '../providers/supabase.ts'

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  commit: z.string(),
  database: z.boolean().describe('The database answers'),
})
export type Health = z.infer<typeof Health>

/** Whether the installation is up, and which commit it runs. Says nothing else to strangers. */
export async function health({ env }: Context): Promise<Health> {
  const { error, status } = await publicDb(env).from('clients').select('id', { head: true }).limit(1)
  // A refusal is an answer: strangers may not read, and the database said so.
  const database = !error || (status >= 400 && status < 500)
  return { status: database ? 'ok' : 'degraded', commit: env.COMMIT, database }
}
