import { quote } from '../models/quote.ts'

export type Utterance = {
  id: string
  direction: 'inbound' | 'outbound'
  from_name: string
  from_address: string
  subject: string
  received_at: string
  /** Without what it repeats: the conversation has said that already. */
  own: string
}

/** As many as SQL `conversation` brings. */
const MOST_CHARACTERS = 12_000

/** The conversation as data for the model: delimited, escaped, its length cut. Never part of the instructions. */
export function transcript(messages: Utterance[]): string {
  const lines = messages.map(({ direction, from_name, from_address, received_at, own }, index) => {
    const from = quote(from_name ? `${from_name} <${from_address}>` : from_address)
    const text = quote(own.slice(0, MOST_CHARACTERS))
    return `<message id="m${index + 1}" direction="${direction}" from="${from}" date="${received_at}">\n${text}\n</message>`
  })
  return `<thread subject="${quote(messages.at(-1)?.subject ?? '')}">\n${lines.join('\n')}\n</thread>`
}
