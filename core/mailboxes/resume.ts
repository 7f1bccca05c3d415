import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getMailbox } from './get.ts'
import type { Mailbox } from './schema.ts'

/** Reading goes on where it stopped, so that nothing of the meantime is missed. */
export async function resumeMailbox(context: PersonContext, id: string): Promise<Mailbox> {
  await context.db.rpc('resume_mailbox', { mailbox: id }).throwOnError()
  const mailbox = await getMailbox(context, id)
  if (mailbox.status !== 'connected') throw new Refusal('conflict', 'Only a paused mailbox can be resumed')

  return mailbox
}
