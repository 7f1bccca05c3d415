import type { PersonContext } from '../context.ts'
import { foundMemory } from './change-memory.ts'
import type { Memory } from './schema.ts'

/** Forgets it: nothing of it is kept. Answers what it was. */
export async function deleteMemory({ db }: PersonContext, id: string): Promise<Memory> {
  const { data } = await db.rpc('delete_memory', { memory: id }).throwOnError()
  return foundMemory(data[0])
}
