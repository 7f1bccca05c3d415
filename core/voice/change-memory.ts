import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Memory, type WriteMemory } from './schema.ts'

/** Says it in other words, or for other mails. From now on it is a person's, and no lesson takes its place. */
export async function changeMemory({ db }: PersonContext, id: string, changed: WriteMemory): Promise<Memory> {
  const { data } = await db
    .rpc('change_memory', {
      memory: id,
      new_scope: changed.scope,
      new_value: changed.scope === 'everywhere' ? '' : changed.scope_value,
      new_body: changed.body,
    })
    .throwOnError()
  return foundMemory(data[0])
}

/** @throws {Refusal} `not_found`, also for a memory of somebody else */
export function foundMemory(memory: unknown): Memory {
  if (!memory) throw new Refusal('not_found', 'There is no such memory')
  return Memory.parse(memory)
}
