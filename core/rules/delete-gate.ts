import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Gate } from './schema.ts'

/** What was said no longer holds. Answers what it was, so that it can be said again. */
export async function deleteGate({ db }: PersonContext, id: string): Promise<Gate> {
  const { data } = await db.rpc('delete_gate', { gate: id }).throwOnError()
  const [gate] = data
  if (!gate) throw new Refusal('not_found', 'There is no such sender, domain or topic here')

  return Gate.parse(gate)
}
