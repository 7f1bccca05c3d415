import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { splitText } from '../mailboxes/split.ts'
import { Conversation } from './schema.ts'

/** A conversation shows its newest messages; a thread of a hundred is still one page. */
const MOST_MESSAGES = 100

/** One conversation, oldest message first, with what became of each. */
export async function getThread({ db }: PersonContext, id: string): Promise<Conversation> {
  const [{ data: thread }, { data: messages }] = await Promise.all([
    db.from('threads').select('*').eq('id', id).maybeSingle().throwOnError(),
    db
      .from('messages')
      .select(
        '*, message_bodies(plain, has_html, remote_images), attachments(*), ledger_entries(outcome, reason, detail)',
      )
      .eq('thread_id', id)
      .order('received_at', { ascending: false })
      .order('gmail_message_id', { ascending: false })
      .limit(MOST_MESSAGES)
      .throwOnError(),
  ])
  if (!thread) throw new Refusal('not_found', 'There is no such conversation')

  return Conversation.parse({
    ...thread,
    messages: messages.reverse().map(({ message_bodies, ledger_entries, attachments, ...message }) => ({
      ...message,
      parts: splitText(message_bodies?.plain ?? '', message.subject),
      has_html: message_bodies?.has_html ?? false,
      remote_images: message_bodies?.remote_images.length ?? 0,
      attachments: attachments.sort((a, b) => a.position - b.position),
      ledger: ledger_entries,
    })),
  })
}
