import { type Mail, readMail } from '../mime/mail.ts'
import { threadMessages } from './find.ts'
import type { Mailbox } from './mailbox.ts'

/** The thread an arriving mail joins: it answers a message here and its subject still matches. */
export function threadOfArrival(mailbox: Mailbox, mail: Mail): string | undefined {
  if (mail.references.length === 0) return undefined
  return [...mailbox.messages.values()].findLast(({ raw }) => answers(mail, readMail(raw)))?.threadId
}

/**
 * The thread an outgoing mail joins: the requested one, if In-Reply-To or References and the subject agree with it too
 * (Gmail: "Managing threads"); otherwise none. A thread holding nothing but the draft being replaced is kept.
 */
export function threadOfDraft(
  mailbox: Mailbox,
  mail: Mail,
  requested: string | undefined,
  replacing?: string,
): string | undefined {
  if (requested === undefined) return undefined
  const others = threadMessages(mailbox, requested).filter(({ id }) => id !== replacing)
  return others.length === 0 || others.some(({ raw }) => answers(mail, readMail(raw))) ? requested : undefined
}

function answers(mail: Mail, earlier: Mail): boolean {
  return (
    earlier.messageId !== '' &&
    mail.references.includes(earlier.messageId) &&
    bareSubject(mail.subject) === bareSubject(earlier.subject)
  )
}

const prefix =
  /^(re|fwd?|aw|wg|sv|vs|vb|antw|tr|rif|ref|res|rv|enc|odp|pd|ynt|ilt|回复|答复|转发)(\[\d+\]|\(\d+\))?\s*[:：]\s*/i

function bareSubject(subject: string): string {
  let bare = subject.slice(0, 2000).trim()
  for (let found = prefix.exec(bare); found; found = prefix.exec(bare)) bare = bare.slice(found[0].length)
  return bare.replace(/\s+/g, ' ').toLowerCase()
}
