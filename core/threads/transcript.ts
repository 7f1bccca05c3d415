import type { WorkerContext } from '../context.ts'
import { quote } from '../models/quote.ts'

export type Utterance = {
  id: string
  direction: 'inbound' | 'outbound'
  from_name: string
  from_address: string
  subject: string
  received_at: string
  plain: string
}

const MOST_MESSAGES = 12
const MOST_CHARACTERS = 12_000

/** The newest messages of a conversation, oldest first. */
export async function conversationOf({ db }: WorkerContext, threadId: string): Promise<Utterance[]> {
  const { data } = await db
    .from('messages')
    .select('id, direction, from_name, from_address, subject, received_at, message_bodies(plain)')
    .eq('thread_id', threadId)
    .order('received_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(MOST_MESSAGES)
    .throwOnError()
  return data.reverse().map(({ message_bodies, ...message }) => ({ ...message, plain: message_bodies?.plain ?? '' }))
}

/** The conversation as data for the model: delimited, escaped, quotes and length cut. Never part of the instructions. */
export function transcript(messages: Utterance[]): string {
  const lines = messages.map(({ direction, from_name, from_address, received_at, plain }, index) => {
    const from = quote(from_name ? `${from_name} <${from_address}>` : from_address)
    const text = quote(withoutQuotes(plain).slice(0, MOST_CHARACTERS))
    return `<message id="m${index + 1}" direction="${direction}" from="${from}" date="${received_at}">\n${text}\n</message>`
  })
  return `<thread subject="${quote(messages.at(-1)?.subject ?? '')}">\n${lines.join('\n')}\n</thread>`
}

/** Quoted lines repeat what the thread already says. A mail that is nothing but quotes is kept whole. */
function withoutQuotes(plain: string): string {
  const own = plain
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n')
    .trim()
  return own || plain
}
