import { headerWords } from '../mailboxes/header-words.ts'

/** RFC 5322 §3.6.5: one "Re: ", however often and in whatever language it was answered before. */
export function replySubject(subject: string): string {
  const bare = subject.replace(/^(\s*(re|aw|sv|antw|odp|rif|rv|res|vs)\s*(\[\d+\])?\s*:)+/i, '').trim()
  return headerWords(`Re: ${bare}`)
}
