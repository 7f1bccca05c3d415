import { GoogleError } from '../errors.ts'
import type { World } from '../world.ts'
import type { Mailbox, Message } from './mailbox.ts'

/** The mailbox an address is delivered to: its own, one it is an alias of, or the one before its `+tag`. */
export function findMailbox(world: World, address: string): Mailbox | undefined {
  const wanted = address.trim().toLowerCase()
  const untagged = wanted.replace(/\+[^@]*@/, '@')
  const exact = world.mailboxes.get(wanted) ?? world.mailboxes.get(untagged)
  return exact ?? [...world.mailboxes.values()].find((mailbox) => ownAddresses(mailbox).includes(untagged))
}

export function ownAddresses(mailbox: Mailbox): string[] {
  return mailbox.sendAs.map(({ email }) => email.toLowerCase())
}

export function findMessage(mailbox: Mailbox, id: string): Message {
  const message = mailbox.messages.get(id)
  if (!message) throw GoogleError.notFound()
  return message
}

/** A draft in the trash cannot be found: a person threw it away. */
export function findDraft(mailbox: Mailbox, id: string): Message {
  const message = mailbox.messages.get(mailbox.drafts.get(id) ?? '')
  if (!message || message.labelIds.includes('TRASH')) throw GoogleError.notFound()
  return message
}

/** Oldest first, as Gmail shows a conversation. */
export function threadMessages(mailbox: Mailbox, threadId: string): Message[] {
  const messages = [...mailbox.messages.values()].filter((message) => message.threadId === threadId)
  if (messages.length === 0) throw GoogleError.notFound()
  return messages.toSorted((one, other) => one.internalDate - other.internalDate)
}
