import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/**
 * A message's HTML, sanitised when it was stored, for the frame that shows it. Its remote images are asked for only
 * when the reader wants them, and then below `images`, by their place in the message.
 */
export async function messageHtml(
  { db }: PersonContext,
  threadId: string,
  messageId: string,
  images?: string,
): Promise<string> {
  const { data } = await db
    .from('message_bodies')
    .select('html, messages!inner(thread_id)')
    .eq('message_id', messageId)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such message')

  // In sanitised HTML, what looks like a tag is one.
  return images ? data.html.replace(/(<img [^>]*?)data-remote="(\d+)"/g, `$1src="${images}$2"`) : data.html
}
