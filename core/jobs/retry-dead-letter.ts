import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { DeadLetter } from './schema.ts'

/** Puts a dead letter back into the queue as the job it was. The second of two callers finds it gone. */
export async function retryDeadLetter({ db }: PersonContext, id: string): Promise<DeadLetter> {
  const { data } = await db.rpc('retry_dead_letter', { letter: id }).throwOnError()
  const [letter] = data
  if (!letter) throw new Refusal('not_found', 'There is no such dead letter')

  return DeadLetter.parse(letter)
}
