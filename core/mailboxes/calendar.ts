import type { Attachment, Email } from 'postal-mime'

/** What Exchange and Google call their own calendar mail, whatever its parts say of themselves. */
const CALENDAR_CLASS = /^urn:content-classes:calendarmessage/i
const CALENDAR_SENDER = /calendar-notification@google\.com/i

/**
 * RFC 5546 §1.4: an invitation, a reply to one, a cancellation. Calendars answer these, not letters. The method stands
 * on the part (RFC 6047 §2.4); Microsoft and Google leave it to the text. A file somebody attached and wrote a letter
 * about is not such a message: there only the part's own word counts.
 */
export function calendarMethod({ attachments, headers }: Email): string | undefined {
  const events = attachments.filter(({ mimeType }) => /^(text\/calendar|application\/ics)$/i.test(mimeType))
  const stated = events.map(({ method }) => method).find((method) => method !== undefined)
  const enclosed = events.find(({ disposition }) => disposition !== 'attachment')
  const header = (name: string) => headers.find(({ key }) => key === name)?.value ?? ''
  const declared = CALENDAR_CLASS.test(header('content-class')) || CALENDAR_SENDER.test(header('sender'))

  const method = stated ?? (enclosed && methodIn(enclosed)) ?? (declared ? 'request' : undefined)
  return method
    ?.replace(/[^\w-]/g, '')
    .toLowerCase()
    .slice(0, 20)
}

/** An event with people who are asked to come is an invitation, also where nothing says so. */
function methodIn({ content }: Attachment): string | undefined {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content.slice(0, 4096))
  return /^METHOD:([\w-]+)/im.exec(text)?.[1] ?? (/^ATTENDEE[;:]/im.test(text) ? 'request' : undefined)
}
