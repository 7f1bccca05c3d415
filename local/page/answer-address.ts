import { bareSubject } from '../google/mailbox/thread.ts'

type Answered = { from: string; to: string; subject: string; messageId: string }

/** The page with the mail form filled in as an answer. */
export function answerAddress({ from, to, subject, messageId }: Answered): string {
  const original = subject.slice(subject.toLowerCase().lastIndexOf(bareSubject(subject)))
  const query = new URLSearchParams({ from, to, subject: `Re: ${original}`, in_reply_to: messageId })
  return `/local/?${query}#send`
}
