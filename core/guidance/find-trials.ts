import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type FindTrials, Trials } from './schema.ts'

/**
 * The latest mails with a draft that something of this scope would be for, the newest first.
 * @throws {Refusal} `not_found` for another's business
 */
export async function findTrials({ db }: PersonContext, asked: FindTrials): Promise<Trials> {
  const { data: own } = await db.from('clients').select('id').eq('id', asked.client_id).maybeSingle().throwOnError()
  if (!own) throw new Refusal('not_found', 'There is no such business')

  const { data } = await db
    .rpc('rule_trials', {
      client: asked.client_id,
      for_scope: asked.scope,
      for_value: asked.scope === 'everywhere' ? '' : asked.scope_value,
      most: asked.most,
    })
    .throwOnError()
  return Trials.parse({ items: data })
}
