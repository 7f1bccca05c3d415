import type { World } from '../world.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { record } from './record.ts'

export type NewMessage = {
  raw: Uint8Array
  labelIds: string[]
  threadId?: string | undefined
  internalDate?: number | undefined
}

/** Stores a message; without a thread it starts its own, named after itself. */
export function addMessage(
  world: World,
  mailbox: Mailbox,
  { raw, labelIds, threadId, internalDate }: NewMessage,
): Message {
  const id = nextMessageId(world, mailbox)
  const message = {
    id,
    threadId: threadId ?? id,
    labelIds: [...new Set(labelIds)],
    historyId: '',
    internalDate: internalDate ?? world.now(),
    raw,
  }
  mailbox.messages.set(id, message)
  record(world, mailbox, 'messagesAdded', message)
  return message
}

/**
 * Milliseconds in the high bits, as Gmail's look. Unique in this mailbox only: two mailboxes may hold the same id, and
 * whoever takes ids for globally unique should find out here.
 */
function nextMessageId(world: World, mailbox: Mailbox): string {
  const spread = BigInt((mailbox.serial++ * 40_503 + 7) % 2 ** 20)
  let value = (BigInt(Math.trunc(world.now())) << 20n) | spread
  while (mailbox.messages.has(hex(value))) value++
  return hex(value)
}

function hex(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16).padStart(16, '0')
}
