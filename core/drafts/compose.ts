import { DatabaseError, Unavailable } from '../errors.ts'
import type { Metered } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'
import { forbiddenBy } from '../threads/never.ts'
import { recipientsOf } from './recipients.ts'
import { replySubject } from './reply-subject.ts'
import { senderOf } from './sender.ts'
import { writeReply } from './write.ts'

/** Postgres: object_in_use, as `store_draft` raises it. */
const LEAVING = '55006'

/** Writes the reply to a message and stores it as a pending draft. Sender, recipients and subject come from code. */
export async function composeDraft(context: Metered, _job: unknown, brief: Brief | null): Promise<void> {
  if (!brief) return

  const { message, mailbox } = brief
  const never = forbiddenBy(brief)
  if (never) {
    const { reason, why } = never
    await context.db.rpc('skip_message', { message: message.id, why: reason, explanation: why }).throwOnError()
    return
  }
  const written = await writeReply(context, brief)
  const sender = senderOf(message, mailbox)
  const { to, cc, participants } = recipientsOf(message, [mailbox.address, ...mailbox.aliases])
  const { error } = await context.db.rpc('store_draft', {
    message: message.id,
    content: {
      from_name: sender.name,
      from_address: sender.address,
      reply_to: sender.reply_to,
      to_recipients: to,
      cc_recipients: cc,
      participants,
      subject: replySubject(message.subject),
      signature: sender.signature,
      ...written,
    },
  })
  if (error?.code === LEAVING) throw new Unavailable('A reply in this conversation is leaving')
  if (error) throw new DatabaseError(error)
}
