import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { IMPOSSIBLE } from './edit.ts'
import { getDraft } from './get.ts'
import type { ApproveDraft, Draft } from './schema.ts'

/** Postgres: object_not_in_prerequisite_state, as `approve_draft` raises it. */
const UNCHECKED = '55000'

/** A yes to exactly the bytes that hash to `hash`. The database moves a draft out of `pending` exactly once. */
export async function approveDraft(context: PersonContext, id: string, yes: ApproveDraft): Promise<Draft> {
  const { data, error } = await context.db.rpc('approve_draft', {
    draft: id,
    seen_hash: yes.hash,
    ...(yes.send_at && { later: yes.send_at }),
    ...(yes.open_ms !== undefined && { open_ms: yes.open_ms }),
  })
  if (error?.code === IMPOSSIBLE) {
    throw new Refusal('invalid', 'Please choose a moment that lies ahead, within the next sixty days')
  }
  if (error?.code === UNCHECKED) {
    throw new Refusal('unchecked', 'Some of what it says stands nowhere else: check it, or change it, then approve')
  }
  if (error) throw new DatabaseError(error)
  if (data.length) return getDraft(context, id)

  const current = await getDraft(context, id)
  const overtaken = current.status === 'superseded'
  if (current.status !== 'pending' && !overtaken) throw new Refusal('conflict', 'This draft has already been handled')
  throw new Refusal(
    'changed',
    'The draft or its conversation changed since you read it; look at it again, then approve',
  )
}
