import type { World } from '../world.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { record } from './record.ts'

/** Gone for good, and with it the draft it may have been. */
export function removeMessage(world: World, mailbox: Mailbox, message: Message): void {
  mailbox.messages.delete(message.id)
  for (const [draftId, messageId] of mailbox.drafts) if (messageId === message.id) mailbox.drafts.delete(draftId)
  record(world, mailbox, 'messagesDeleted', message)
}
