import { systemLabels } from '../mailbox/labels.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'

const states = new Map(
  Object.entries<(labelIds: string[]) => boolean>({
    anywhere: () => true,
    read: (labelIds) => !labelIds.includes('UNREAD'),
    drafts: (labelIds) => labelIds.includes('DRAFT'),
    archive: (labelIds) => !labelIds.some((id) => ['INBOX', 'SENT', 'DRAFT', 'TRASH', 'SPAM'].includes(id)),
  }),
)

/** `in:` and `is:`, which name system labels, a few states of their own, and any other label. */
export function hasState(message: Message, mailbox: Mailbox, value: string): boolean {
  const state = states.get(value.toLowerCase())
  return state ? state(message.labelIds) : hasLabel(message, mailbox, value)
}

/** Search writes a label's spaces and slashes as hyphens. */
export function hasLabel(message: Message, mailbox: Mailbox, value: string): boolean {
  const wanted = plain(value)
  return message.labelIds.some((id) =>
    systemLabels.includes(id) ? plain(id) === wanted : plain(mailbox.labels.get(id)?.name ?? '') === wanted,
  )
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s/_]+/g, '-')
}
