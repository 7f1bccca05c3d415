import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { IMPOSSIBLE, refuseChange } from './edit.ts'
import { getDraft } from './get.ts'
import type { ChooseWording, Draft } from './schema.ts'

/** Takes another of its wordings, and keeps the one it had. @throws {Refusal} `changed` when it is another version by now */
export async function chooseWording(
  context: PersonContext,
  id: string,
  { version, wording }: ChooseWording,
): Promise<Draft> {
  const { data, error } = await context.db.rpc('choose_wording', { draft: id, seen_version: version, wording })
  if (error?.code === IMPOSSIBLE) throw new Refusal('invalid', 'There is no such wording')
  if (error) throw new DatabaseError(error)
  const draft = await getDraft(context, id)
  return data.length ? draft : refuseChange(draft)
}
