import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { me } from './me.ts'
import type { ChangeClient, Me } from './schema.ts'

/** Row-level security lets only an owner change a business; to everybody else of it, it says so. */
export async function changeClient(context: PersonContext, id: string, change: ChangeClient): Promise<Me> {
  const { undo_seconds, draft_threshold, sign_off, hours, timezone, replay_allowed } = change
  const { data } = await context.db
    .from('clients')
    .update({
      ...(undo_seconds !== undefined && { undo_seconds }),
      ...(draft_threshold !== undefined && { draft_threshold }),
      ...(sign_off !== undefined && { sign_off }),
      ...(hours !== undefined && { hours }),
      ...(timezone !== undefined && { timezone }),
      ...(replay_allowed !== undefined && { replay_allowed }),
    })
    .eq('id', id)
    .select('id')
    .throwOnError()
  const mine = await me(context)
  if (data.length) return mine

  if (!mine.clients.some((client) => client.id === id)) throw new Refusal('not_found', 'There is no such business')
  throw new Refusal('forbidden', 'Only an owner of the business can change this')
}
