import { formatPeople } from '../mime/addresses.ts'
import { readMail } from '../mime/mail.ts'
import { newestFirst } from '../search/find-messages.ts'
import type { Mailbox, Message } from './mailbox.ts'

export type MailSummary = {
  id: string
  threadId: string
  from: string
  to: string
  subject: string
  snippet: string
  date: number
  unread: boolean
  labelIds: string[]
}
export type MailboxView = {
  address: string
  name: string
  historyId: string
  inbox: MailSummary[]
  sent: MailSummary[]
  drafts: MailSummary[]
  trash: MailSummary[]
  spam: MailSummary[]
  all: MailSummary[]
}

/** A mailbox as a person sees it, newest first: for a local page and for tests. */
export function viewMailbox({ address, name, historyId, messages }: Mailbox): MailboxView {
  const all = [...messages.values()].toSorted(newestFirst).map(summary)
  const visible = all.filter(({ labelIds }) => !labelIds.includes('TRASH'))
  const labelled = (list: MailSummary[], id: string) => list.filter(({ labelIds }) => labelIds.includes(id))
  return {
    address,
    name,
    historyId: String(historyId),
    inbox: labelled(visible, 'INBOX'),
    sent: labelled(visible, 'SENT'),
    drafts: labelled(visible, 'DRAFT'),
    trash: labelled(all, 'TRASH'),
    spam: labelled(visible, 'SPAM'),
    all,
  }
}

function summary({ id, threadId, labelIds, internalDate, raw }: Message): MailSummary {
  const { from, to, subject, snippet } = readMail(raw)
  return {
    id,
    threadId,
    from: formatPeople(from),
    to: formatPeople(to),
    subject,
    snippet,
    date: internalDate,
    unread: labelIds.includes('UNREAD'),
    labelIds: [...labelIds],
  }
}
