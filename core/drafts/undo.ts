import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { Draft } from './schema.ts'

/** Takes back an approval while its window is open, or a discard. What is being sent cannot be caught. */
export async function undoDecision(context: PersonContext, id: string): Promise<Draft> {
  const { data } = await context.db.rpc('undo_decision', { draft: id }).throwOnError()
  const draft = await getDraft(context, id)
  if (data.length) return draft

  if (draft.status === 'pending') throw new Refusal('conflict', 'There is nothing to undo: the draft is waiting')
  if (draft.status === 'discarded') throw new Refusal('conflict', 'A newer draft is waiting in this conversation')
  throw new Refusal('too_late', 'Too late: this reply is on its way')
}
