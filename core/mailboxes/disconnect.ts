import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Mailbox } from './schema.ts'

/** Reading stops with this call; the grant is revoked at Google and erased by the job it enqueues. */
export async function disconnectMailbox({ db }: PersonContext, id: string): Promise<Mailbox> {
  const { data } = await db.rpc('disconnect_mailbox', { mailbox: id }).throwOnError()
  const [mailbox] = data
  if (!mailbox) throw new Refusal('not_found', 'There is no such mailbox')

  return Mailbox.parse(mailbox)
}
