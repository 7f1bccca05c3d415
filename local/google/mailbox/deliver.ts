import { readMail } from '../mime/mail.ts'
import type { World } from '../world.ts'
import { addMessage } from './add.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { threadOfArrival } from './thread.ts'

/** A mail arrives: stored as it is, threaded by what it answers. */
export function deliver(
  world: World,
  mailbox: Mailbox,
  raw: Uint8Array,
  labelIds: string[] = ['INBOX', 'UNREAD'],
): Message {
  return addMessage(world, mailbox, { raw, labelIds, threadId: threadOfArrival(mailbox, readMail(raw)) })
}
