import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Mailbox } from './schema.ts'

/** @throws {Refusal} `not_found`, also for a mailbox of somebody else */
export async function getMailbox({ db }: PersonContext, id: string): Promise<Mailbox> {
  const { data } = await db.from('mailboxes').select('*').eq('id', id).maybeSingle().throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such mailbox')

  return Mailbox.parse(data)
}
