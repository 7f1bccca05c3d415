import type { PersonContext } from '../context.ts'
import type { Json } from '../database.types.ts'
import { Refusal } from '../errors.ts'
import type { Signals } from '../mailboxes/schema.ts'
import { splitText } from '../mailboxes/split.ts'
import type { Db } from '../providers/supabase.ts'
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

  const welcome = messages.some(({ message_bodies }) => message_bodies?.remote_images.length)
    ? await imageSenders(db, thread.client_id)
    : []
  return Conversation.parse({
    ...thread,
    messages: messages.reverse().map(({ message_bodies, ledger_entries, attachments, ...message }) => ({
      ...message,
      proved: isProved(message),
      images_always: isProved(message) && welcome.includes(message.from_address.toLowerCase()),
      parts: splitText(message_bodies?.plain ?? '', message.subject),
      has_html: message_bodies?.has_html ?? false,
      remote_images: message_bodies?.remote_images.length ?? 0,
      attachments: attachments.sort((a, b) => a.position - b.position),
      ledger: ledger_entries,
    })),
  })
}

const isProved = ({ signals }: { signals: Json }): boolean => (signals as Signals).dmarc === 'pass'

/** Whose images are shown unasked; there are few. */
async function imageSenders(db: Db, client: string): Promise<string[]> {
  const { data } = await db.from('image_senders').select('address').eq('client_id', client).throwOnError()
  return data.map(({ address }) => address)
}
