import { Recipients } from '../threads/schema.ts'
import { headerWords } from './header-words.ts'

type Answered = { from_name: string; from_address: string; reply_to: unknown }

/** RFC 5322 §3.6.2: a reply goes to Reply-To where there is one, else to From. Never to whom a text names. */
export function replyTo({ from_name, from_address, reply_to }: Answered) {
  const asked = Recipients.parse(reply_to)
  const recipients = asked.length ? asked : [{ name: from_name, address: from_address }]
  return recipients.map(({ name, address }) => ({ name: headerWords(name), address }))
}

/** RFC 5322 §3.6.5: one "Re: ", however often and in whatever language it was answered before. */
export function replySubject(subject: string): string {
  const bare = subject.replace(/^(\s*(re|aw|sv|antw|odp|rif|rv|res|vs)\s*(\[\d+\])?\s*:)+/i, '').trim()
  return headerWords(`Re: ${bare}`)
}
