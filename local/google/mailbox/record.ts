import type { World } from '../world.ts'
import type { HistoryType, Mailbox, Message } from './mailbox.ts'

/** Writes one change into the mailbox's history and stamps the message with it. */
export function record(
  world: World,
  mailbox: Mailbox,
  type: HistoryType,
  message: Message,
  changedLabels: string[] = [],
): void {
  // Uneven steps: nothing may count on consecutive ids.
  mailbox.historyId += 1n + (mailbox.historyId % 17n)
  const id = String(mailbox.historyId)
  const { threadId, labelIds } = message
  message.historyId = id
  mailbox.history.push({
    id,
    at: world.now(),
    type,
    message: { id: message.id, threadId, labelIds: [...labelIds] },
    labelIds: changedLabels,
  })
  world.touched(mailbox, [...labelIds, ...changedLabels])
  world.changed()
}
