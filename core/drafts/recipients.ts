import { headerWords } from '../mailboxes/header-words.ts'
import type { Recipient } from '../mailboxes/recipient.ts'
import type { Signals } from '../mailboxes/schema.ts'
import { Recipients } from '../threads/schema.ts'
import type { Participant } from './schema.ts'

type Answered = {
  from_name: string
  from_address: string
  to_recipients: unknown
  cc_recipients: unknown
  reply_to: unknown
  signals: unknown
}
type Addressed = { to: Recipient[]; cc: Recipient[]; participants: Participant[] }

/** Of those a letter was copied to: whoever writes to more people than this is not having a conversation. */
const MOST = 50

/**
 * Whom a reply goes to, and whom a reply to all would go to besides. RFC 5322 §3.6.2: to Reply-To where there is one,
 * else to From. Never to ourselves, to nobody twice, never to a mailing list, and never to whom a text names.
 */
export function recipientsOf(answered: Answered, own: string[]): Addressed {
  const from = { name: answered.from_name, address: answered.from_address }
  const foreign = withoutDoubles([
    ...role('reply', Recipients.parse(answered.reply_to)),
    ...role('sender', [from]),
    ...role('other', Recipients.parse(answered.to_recipients)),
    ...role('other', Recipients.parse(answered.cc_recipients)),
  ]).filter(({ address, role }) => !isOwn(address, own) && (role !== 'other' || !isList(address, answered.signals)))

  const asked = foreign.filter((one) => one.role === 'reply')
  const participants = (asked.length ? foreign : withReplyTo(from, foreign)).slice(0, MOST)
  const being = (role: Participant['role']) =>
    participants.filter((one) => one.role === role).map(({ name, address }) => ({ name, address }))
  return { to: being('reply'), cc: being('other'), participants }
}

/** Where no answer is asked for elsewhere, the sender is who is answered; also when they are ourselves. */
const withReplyTo = (from: Recipient, foreign: Participant[]): Participant[] => [
  ...role('reply', [from]),
  ...foreign.filter(({ role }) => role === 'other'),
]

const role = (role: Participant['role'], people: Recipient[]): Participant[] =>
  people.map(({ name, address }) => ({ name: headerWords(name), address, role }))

const withoutDoubles = (people: Participant[]) =>
  people.filter(({ address }, index) => people.findIndex((other) => other.address === address) === index)

/** Gmail delivers ada+anything@ to ada@. */
const isOwn = (address: string, own: string[]) => own.includes(address.replace(/\+[^@]*(?=@)/, ''))

/** RFC 2919 §2: the list staff@lists.example is identified as <staff.lists.example>. */
const isList = (address: string, signals: unknown) =>
  ((signals as Signals).list_id ?? '').toLowerCase().includes(`<${address.replace('@', '.')}>`)
