import type { Email } from 'postal-mime'
import type { Signals } from './schema.ts'

const KEPT = {
  auto_submitted: 'auto-submitted',
  precedence: 'precedence',
  list_id: 'list-id',
  list_unsubscribe: 'list-unsubscribe',
  return_path: 'return-path',
  content_type: 'content-type',
} as const

const AUTO_RESPONSE = ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress']

/** The header facts that say whether a person wrote this, and to whom (RFC 3834, RFC 2919, RFC 8058). */
export function signalsOf(email: Email): Signals {
  const header = (name: string) =>
    email.headers
      .find(({ key }) => key === name)
      ?.value.replaceAll('\0', '')
      .trim()
      .slice(0, 300)
  const kept = Object.entries(KEPT).flatMap(([signal, name]) => {
    const value = header(name)
    return value === undefined ? [] : [[signal, value.toWellFormed().toLowerCase()]]
  })

  return {
    ...Object.fromEntries(kept),
    ...(AUTO_RESPONSE.some((name) => header(name) !== undefined) && { auto_response: 'yes' }),
    ...(calendarMethod(email) && { calendar_method: calendarMethod(email) }),
    // Only the first counts: the receiving server writes it on top, and strips what others claimed (RFC 8601 §5).
    ...(/\bdmarc=fail\b/i.test(header('authentication-results') ?? '') && { dmarc: 'fail' }),
  }
}

/** RFC 5546: an invitation, a reply to one, a cancellation. Calendars answer these, not letters. */
function calendarMethod({ attachments }: Email): string | undefined {
  const part = attachments.find(({ mimeType }) => mimeType.toLowerCase() === 'text/calendar')
  if (!part) return undefined
  const text = typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content.slice(0, 4096))
  const method = part.method ?? /^METHOD:(\w+)/im.exec(text)?.[1] ?? 'publish'
  return method
    .replace(/[^\w-]/g, '')
    .toLowerCase()
    .slice(0, 20)
}
