import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { onBehalf } from '../mailboxes/open.ts'
import { trueName } from '../mailboxes/warnings.ts'
import type { Gmail } from '../providers/gmail.ts'
import { MESSAGE_UNITS } from '../quota.ts'
import { actAsWorker } from '../worker.ts'

type Content = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
export type Download = { filename: string; mediaType: string; content: Content }

/**
 * An attachment out of Gmail for someone who may see it: row-level security decides, then a worker fetches. It streams
 * through, unless Gmail knows it by no name: then the whole mail is taken apart.
 */
export async function downloadAttachment(context: PersonContext, threadId: string, id: string): Promise<Download> {
  const { data } = await context.db
    .from('attachments')
    .select(
      'position, filename, sniffed_type, messages!inner(thread_id, mailbox_id, gmail_message_id, attachments(position, filename))',
    )
    .eq('id', id)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such attachment')

  const { position, filename, sniffed_type } = data
  const { mailbox_id, gmail_message_id, attachments } = data.messages
  const nth = attachments.filter((other) => other.filename === filename && other.position < position).length
  const fetching = async (gmail: Gmail) => {
    const stream = await gmail.attachment(gmail_message_id, { filename, nth, name: trueName })
    return stream ?? (await fromWholeMail(gmail, gmail_message_id, position))
  }
  const content = await onBehalf(actAsWorker(context), mailbox_id, fetching, 2 * MESSAGE_UNITS)
  if (!content) throw new Refusal('not_found', 'This attachment is no longer in the mailbox')
  return { filename, mediaType: sniffed_type, content }
}

async function fromWholeMail(gmail: Gmail, messageId: string, position: number): Promise<Content | undefined> {
  const message = await gmail.message(messageId)
  if (!message) return undefined
  // Loaded by the first such download, not by the door.
  const { readEmail } = await import('../mailboxes/read-email.ts')
  const content = (await readEmail(message.raw)).attachments[position]?.content
  return content === undefined || typeof content === 'string' ? undefined : new Uint8Array(content)
}
