import type { Mailbox } from './mailbox.ts'

export const systemLabels = [
  'INBOX',
  'SENT',
  'DRAFT',
  'TRASH',
  'SPAM',
  'UNREAD',
  'STARRED',
  'IMPORTANT',
  'CHAT',
  'CATEGORY_PERSONAL',
  'CATEGORY_SOCIAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_UPDATES',
  'CATEGORY_FORUMS',
]

export function isLabel(mailbox: Mailbox, id: string): boolean {
  return systemLabels.includes(id) || mailbox.labels.has(id)
}
