import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { Draft } from './schema.ts'

/** Sets a draft aside. `undoDecision` brings it back. */
export async function discardDraft(context: PersonContext, id: string): Promise<Draft> {
  const { data } = await context.db.rpc('discard_draft', { draft: id }).throwOnError()
  const draft = await getDraft(context, id)
  if (!data.length) throw new Refusal('conflict', 'This draft has already been handled')

  return draft
}
