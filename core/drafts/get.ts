import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Draft } from './schema.ts'

/** @throws {Refusal} `not_found`, also for a draft of somebody else */
export async function getDraft({ db }: PersonContext, id: string): Promise<Draft> {
  const { data } = await db.from('draft_cards').select('*').eq('id', id).maybeSingle().throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such draft')

  return Draft.parse(data)
}
