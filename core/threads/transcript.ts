import type { Recipient } from '../mailboxes/schema.ts'
import { quote } from '../models/quote.ts'
import { domainOf, isRobot, takesNoReplies } from './senders.ts'

export type Utterance = {
  id: string
  direction: 'inbound' | 'outbound'
  from_name: string
  from_address: string
  reply_to: Recipient[]
  subject: string
  received_at: string
  /** The approval it was sent for, where an assistant wrote it. */
  approval: string | null
  /** Without what it repeats: the conversation has said that already. */
  own: string
}

/** As many as SQL `conversation` brings. */
const MOST_CHARACTERS = 12_000

/** The conversation as data for the model: delimited, escaped, its length cut. Never part of the instructions. */
export function transcript(messages: Utterance[]): string {
  const lines = messages.map((message, index) => {
    const { direction, received_at, own } = message
    const text = quote(own.slice(0, MOST_CHARACTERS))
    return `<message id="m${index + 1}" direction="${direction}" ${writer(message)} date="${received_at}">\n${text}\n</message>`
  })
  return `<thread subject="${quote(messages.at(-1)?.subject ?? '')}">\n${lines.join('\n')}\n</thread>`
}

/** Who is to be answered; and through whom they wrote, where a form or a service carried it. */
function writer({ direction, from_name, from_address, reply_to }: Utterance): string {
  const from = { name: from_name, address: from_address }
  const [asked] = direction === 'inbound' ? reply_to : []
  const carried =
    asked &&
    (domainOf(asked.address) !== domainOf(from_address) || takesNoReplies(from_address) || isRobot(from_address))
  return carried ? `from="${shown(asked)}" through="${shown(from)}"` : `from="${shown(from)}"`
}

const shown = ({ name, address }: Recipient) => quote(name ? `${name} <${address}>` : address)
