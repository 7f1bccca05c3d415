import type { WorkerContext } from '../context.ts'
import { newestVersion, seal } from '../crypto.ts'
import { logError } from '../log.ts'
import { openGrant } from './open.ts'

const AT_ONCE = 200

/**
 * Seals every grant under the newest key of the ring, while everything runs: readers open old and new alike, and a
 * grant that was replaced meanwhile keeps its replacement. Afterwards the old key can leave the ring. Returns how many.
 * @throws {Error} at the end, when some could not be opened because their key has left the ring too early
 */
export async function resealGrants(context: WorkerContext): Promise<number> {
  const current = `v1.${newestVersion(context.env.SEALING_KEYS)}.`
  let [resealed, lost, after] = [0, 0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const { data } = await context.db
      .from('mailbox_grants')
      .select('mailbox_id, client_id, sealed')
      .not('sealed', 'like', `${current}%`)
      .gt('mailbox_id', after)
      .order('mailbox_id')
      .limit(AT_ONCE)
      .throwOnError()
    for (const grant of data) {
      try {
        resealed += await reseal(context, grant)
      } catch (error) {
        lost += 1
        logError('grant.lost', error, { mailbox: grant.mailbox_id })
      }
    }
    after = data.at(-1)?.mailbox_id ?? after
    if (data.length < AT_ONCE) break
  }
  if (lost) throw new Error(`Cannot reseal ${lost} grants: the ring does not hold their key`)
  return resealed
}

async function reseal(
  context: WorkerContext,
  { mailbox_id, client_id, sealed }: { mailbox_id: string; client_id: string; sealed: string },
): Promise<number> {
  const place = { table: 'mailbox_grants', row: mailbox_id, client: client_id, column: 'sealed' }
  const secret = await openGrant(context, { id: mailbox_id, client_id }, sealed)
  const { data } = await context.db
    .from('mailbox_grants')
    .update({ sealed: await seal(context.env.SEALING_KEYS, place, secret) })
    .eq('mailbox_id', mailbox_id)
    .eq('sealed', sealed)
    .select('mailbox_id')
    .throwOnError()
  return data.length
}
