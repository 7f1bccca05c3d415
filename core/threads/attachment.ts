import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { onBehalf } from '../mailboxes/open.ts'
import type { Gmail } from '../providers/gmail.ts'
import { MESSAGE_UNITS } from '../quota.ts'
import { actAsWorker } from '../worker.ts'

export type Download = { filename: string; mediaType: string; content: Uint8Array<ArrayBuffer> }

/** Fetches an attachment from Gmail for someone who may see it: row-level security decides, then a worker fetches. */
export async function downloadAttachment(context: PersonContext, threadId: string, id: string): Promise<Download> {
  const { data } = await context.db
    .from('attachments')
    .select('position, filename, media_type, messages!inner(thread_id, mailbox_id, gmail_message_id)')
    .eq('id', id)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such attachment')

  const { mailbox_id, gmail_message_id } = data.messages
  const fetching = (gmail: Gmail) => gmail.message(gmail_message_id)
  const message = await onBehalf(actAsWorker(context), mailbox_id, fetching, MESSAGE_UNITS)
  if (!message) throw new Refusal('not_found', 'This attachment is no longer in the mailbox')

  // Loaded by the first download, not by the door.
  const { default: PostalMime } = await import('postal-mime')
  const { attachments } = await PostalMime.parse(message.raw, { attachmentEncoding: 'arraybuffer' })
  const content = attachments[data.position]?.content
  if (content === undefined) throw new Refusal('not_found', 'This attachment is no longer in the mailbox')

  return {
    filename: data.filename,
    mediaType: data.media_type,
    content: typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content),
  }
}
