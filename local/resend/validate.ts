import { addressFormat, EmailRequest } from './letter.ts'
import type { RefusalName } from './refuse.ts'

type Validated =
  | { email: EmailRequest; fault: undefined }
  | { email: undefined; fault: { name: RefusalName; message: string } }

/** One email's fields, or the first complaint in Resend's words. */
export function validate(body: unknown): Validated {
  const given = typeof body === 'object' && body !== null ? body : {}
  const missing = (['from', 'to', 'subject'] as const).find((field) => !(field in given))
  if (missing) return refused('missing_required_field', `Missing \`${missing}\` field.`)
  if (!('html' in given) && !('text' in given)) {
    return refused('missing_required_field', 'Missing `html` or `text` field.')
  }

  const parsed = EmailRequest.safeParse(body)
  if (parsed.success) return { email: parsed.data, fault: undefined }
  const [issue] = parsed.error.issues
  const field = String(issue?.path[0] ?? 'body')
  const address = ['from', 'to', 'cc', 'bcc', 'reply_to'].includes(field)
  return refused('validation_error', `Invalid \`${field}\` field. ${address ? addressFormat : (issue?.message ?? '')}`)
}

function refused(name: RefusalName, message: string): Validated {
  return { email: undefined, fault: { name, message } }
}
