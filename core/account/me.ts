import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Me } from './schema.ts'

/** Who is signed in, and for which businesses they work. */
export async function me({ db, actor }: PersonContext): Promise<Me> {
  const { data } = await db
    .from('accounts')
    .select(
      'id, email, name, locale, operators(role), client_members(role, clients(id, name, profession, undo_seconds, draft_threshold, sign_off, hours, timezone, replay_allowed))',
    )
    .eq('id', actor.id)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('unauthenticated', 'Please sign in')

  return Me.parse({
    ...data,
    operator: data.operators !== null,
    clients: data.client_members.map(({ role, clients }) => ({ role, ...clients })),
  })
}
