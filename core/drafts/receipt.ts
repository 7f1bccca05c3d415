import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { nameShown } from './name-shown.ts'
import { Receipt } from './schema.ts'

/**
 * What went to which model before this draft was there: to judge its message, and to write it. Which texts, by what they
 * are called. @throws {Refusal} `not_found`, also for a draft of somebody else
 */
export async function draftReceipt(context: PersonContext, id: string): Promise<Receipt> {
  const { db } = context
  const { data: draft } = await db.from('drafts').select('message_id').eq('id', id).maybeSingle().throwOnError()
  if (!draft) throw new Refusal('not_found', 'There is no such draft')

  const { data: calls } = await db
    .from('model_calls')
    .select('*')
    .eq('message_id', draft.message_id)
    .or(`draft_id.eq.${id},task.eq.triage`)
    .order('created_at')
    .order('id')
    .throwOnError()
  const receipt = Receipt.parse({ draft_id: id, calls })
  const shown = receipt.calls.flatMap(({ texts }) => texts)
  const named = new Map((await nameShown(context, shown)).map((one) => [one.id, one]))
  return {
    ...receipt,
    calls: receipt.calls.map((call) => ({
      ...call,
      texts: call.texts.map((text) => ({ ...text, ...named.get(text.id) })),
    })),
  }
}
