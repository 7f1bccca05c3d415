import type { Enum } from '../context.ts'
import type { Recipient } from '../mailboxes/recipient.ts'
import { quote } from '../models/quote.ts'
import type { Shown } from '../models/schema.ts'
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
  /** What hangs on it, as far as it could be read. */
  attachments?: AttachmentText[]
}

export type AttachmentText = { id?: string; name: string; status: Enum<'text_status'>; text: string }

const MOST_ATTACHMENTS = 5

/** As many as SQL `conversation` brings. */
const MOST_CHARACTERS = 12_000

/** The conversation as data for the model: delimited, escaped, its length cut. Never part of the instructions. */
export function transcript(messages: Utterance[]): string {
  const lines = messages.map((message, index) => {
    const { direction, received_at, own, attachments = [] } = message
    const id = `m${index + 1}`
    const text = quote(own.slice(0, MOST_CHARACTERS))
    const said = `<message id="${id}" direction="${direction}" ${writer(message)} date="${received_at}">\n${text}\n</message>`
    return [said, ...attachments.slice(0, MOST_ATTACHMENTS).map((attachment) => attached(id, attachment))].join('\n')
  })
  return `<thread subject="${quote(messages.at(-1)?.subject ?? '')}">\n${lines.join('\n')}\n</thread>`
}

/** Which texts a transcript holds, for the receipt of who was shown it. */
export const shownIn = (messages: Utterance[]): Shown[] =>
  messages.flatMap(({ id, attachments = [] }) => [
    { kind: 'message' as const, id },
    ...attachments
      .slice(0, MOST_ATTACHMENTS)
      .flatMap((attachment) => (attachment.id ? { kind: 'attachment' as const, id: attachment.id } : [])),
  ])

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

/** A file is as much a stranger's word as the mail it hangs on. */
function attached(message: string, { name, status, text }: AttachmentText): string {
  const tag = `attachment message="${message}" name="${quote(name)}" status="${status}"`
  return text ? `<${tag}>\n${quote(text.slice(0, MOST_CHARACTERS))}\n</attachment>` : `<${tag}></attachment>`
}
