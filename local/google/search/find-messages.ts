import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { matches } from './matches.ts'
import { parseQuery, type Query } from './parse.ts'

export type Criteria = { q?: string | undefined; labelIds?: string[]; includeSpamTrash?: boolean }

/** Messages that carry all the labels and match the query, newest first. */
export function findMessages(
  mailbox: Mailbox,
  { q = '', labelIds = [], includeSpamTrash = false }: Criteria,
  now: number,
): Message[] {
  const query = parseQuery(q)
  const everywhere = includeSpamTrash || labelIds.some((id) => id === 'TRASH' || id === 'SPAM') || asksForTrash(query)
  return [...mailbox.messages.values()]
    .filter((message) => everywhere || !message.labelIds.some((id) => id === 'TRASH' || id === 'SPAM'))
    .filter((message) => labelIds.every((id) => message.labelIds.includes(id)))
    .filter((message) => matches(query, message, mailbox, now))
    .toSorted(newestFirst)
}

export function newestFirst(one: Message, other: Message): number {
  return other.internalDate - one.internalDate || (one.id < other.id ? 1 : -1)
}

/** Spam and trash stay hidden unless the query names them. */
function asksForTrash(query: Query): boolean {
  if ('all' in query) return query.all.some(asksForTrash)
  if ('any' in query) return query.any.some(asksForTrash)
  if ('not' in query) return false
  return /^(in|label|is)$/.test(query.operator) && /^(trash|spam|anywhere)$/i.test(query.value)
}
