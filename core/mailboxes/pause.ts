import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getMailbox } from './get.ts'
import type { Mailbox } from './schema.ts'

/** Reading stops; what waits stays, and can still be sent. */
export async function pauseMailbox(context: PersonContext, id: string): Promise<Mailbox> {
  await context.db.rpc('pause_mailbox', { mailbox: id }).throwOnError()
  const mailbox = await getMailbox(context, id)
  if (mailbox.status !== 'paused') throw new Refusal('conflict', 'Only a connected mailbox can be paused')

  return mailbox
}
