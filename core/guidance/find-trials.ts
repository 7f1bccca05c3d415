import type { PersonContext } from '../context.ts'
import { type FindTrials, Trials } from './schema.ts'

/** The latest mails with a draft that something of this scope would be for, the newest first. */
export async function findTrials({ db }: PersonContext, asked: FindTrials): Promise<Trials> {
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
