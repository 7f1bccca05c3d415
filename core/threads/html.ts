import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** A message's HTML, sanitised when it was stored, for the frame that shows it. */
export async function messageHtml({ db }: PersonContext, threadId: string, messageId: string): Promise<string> {
  const { data } = await db
    .from('message_bodies')
    .select('html, messages!inner(thread_id)')
    .eq('message_id', messageId)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such message')

  return data.html
}
