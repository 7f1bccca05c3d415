import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Mailbox } from './schema.ts'

/** What was in the mailbox before it was connected is answered, too: asked for, never done unasked. */
export async function draftExisting({ db }: PersonContext, id: string): Promise<Mailbox> {
  const { data } = await db.rpc('draft_existing', { mailbox: id }).throwOnError()
  const [mailbox] = data
  if (!mailbox) throw new Refusal('not_found', 'There is no such mailbox')

  return Mailbox.parse(mailbox)
}
