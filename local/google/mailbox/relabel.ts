import { GoogleError } from '../errors.ts'
import type { World } from '../world.ts'
import { isLabel } from './labels.ts'
import type { Mailbox, Message } from './mailbox.ts'
import { record } from './record.ts'

export type LabelChange = { add?: string[]; remove?: string[] }

/** Changes a message's labels and records what really changed, additions first. */
export function relabel(
  world: World,
  mailbox: Mailbox,
  message: Message,
  { add = [], remove = [] }: LabelChange,
): void {
  const added = [...new Set(add)].filter((label) => !message.labelIds.includes(label))
  if (added.length > 0) {
    message.labelIds = [...message.labelIds, ...added]
    record(world, mailbox, 'labelsAdded', message, added)
  }
  const removed = [...new Set(remove)].filter((label) => message.labelIds.includes(label) && !add.includes(label))
  if (removed.length > 0) {
    message.labelIds = message.labelIds.filter((label) => !removed.includes(label))
    record(world, mailbox, 'labelsRemoved', message, removed)
  }
}

/** Refuses labels a client may not set: unknown ones, and SENT and DRAFT, which only sending and drafting give. */
export function checkLabels(mailbox: Mailbox, { add = [], remove = [] }: LabelChange): void {
  const refused = [...add, ...remove].find((id) => !isLabel(mailbox, id) || id === 'SENT' || id === 'DRAFT')
  if (refused !== undefined) throw new GoogleError(400, `Invalid label: ${refused}`)
}

export const trash: LabelChange = { add: ['TRASH'], remove: ['INBOX', 'SPAM'] }
export const untrash: LabelChange = { remove: ['TRASH'] }
