import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { ExplainDiscard } from './schema.ts'

/** Why a draft was of no use: for the scorecard, and nothing else follows from it. */
export async function explainDiscard(context: PersonContext, id: string, why: ExplainDiscard): Promise<ExplainDiscard> {
  const { data } = await context.db.rpc('explain_discard', { draft: id, why: why.reason }).throwOnError()
  if (data.length) return why

  await getDraft(context, id)
  throw new Refusal('conflict', 'This draft is not discarded')
}
