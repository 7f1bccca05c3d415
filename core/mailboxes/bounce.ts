import type { Attachment, Email } from 'postal-mime'
import { bounceReason } from './bounce-reason.ts'
import type { Bounce, Failure } from './schema.ts'
import { visibleText } from './visible-text.ts'

const MOST_FAILURES = 20
const MOST_LOOKED_AT = 100_000
const DAEMON = /^(mailer-daemon|postmaster|mdaemon|mail-daemon|microsoftexchange[0-9a-f]*)@/i
/** Where a report in plain words ends and the mail it is about begins: qmail, Exim, Gmail, Exchange, Sendmail. */
const RETURNED =
  /^[ \t]*(-{2,}(?!-).{0,80}(copy of the message|original message|returned message|message header|forwarded message).*|original message headers:)[ \t]*$/im
const DELAYED = /\b(delayed|not yet been delivered|will (be retried|keep trying|continue to (be )?tr)|still trying)\b/i
const GIVEN_UP = /\b(permanent|fail(ed|ure)|given up|undeliverable|could not be delivered|wasn't delivered)\b/i

/**
 * What a delivery report says failed, and of which mail. RFC 3464 reports are read field by field; what other systems
 * write (qmail, Exim, older Gmail and Exchange) is read from its words. Whom it names is only a claim: the database
 * believes it for a mail that was sent, to somebody it was sent to. Undefined when nothing failed: a delay is none.
 */
export function bounceOf(email: Email): Bounce | undefined {
  const reports = partsOf(email, /^message\/(global-)?delivery-status$/)
  const failed = reports.length ? reports.flatMap(failuresIn) : isFromDaemon(email) ? failuresInWords(email) : []
  if (!failed.length) return undefined

  const returned = partsOf(email, /^(text\/rfc822-headers|message\/(rfc822|global|global-headers))$/)[0]
  const head = fieldsOf((returned ?? wordsOf(email).split(RETURNED).at(-1) ?? '').trimStart().split(/\n\s*\n/)[0] ?? '')
  const id = idIn(head.get('message-id')) ?? idIn(email.inReplyTo) ?? idIn(email.references)
  const approval = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(
    head.get('x-assistantai-approval') ?? (id?.endsWith('@mail.assistantai.invalid>') ? id : ''),
  )?.[0]
  return { failed: failed.slice(0, MOST_FAILURES), ...(id && { message_id: id }), ...(approval && { approval }) }
}

/** RFC 3464 §2.1: fields of the report, then a group of fields per recipient, with blank lines between. */
function failuresIn(report: string): Failure[] {
  return report.split(/\n\s*\n/).flatMap((group) => {
    const fields = fieldsOf(group)
    const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? ''
    const action = fields.get('action')?.toLowerCase() ?? (status.startsWith('5') ? 'failed' : '')
    const recipients = [fields.get('original-recipient'), fields.get('final-recipient')].flatMap((one) =>
      addressesIn(one?.replace(/^[^;]*;/, '')),
    )
    if (!action.startsWith('failed') || !recipients.length) return []
    return [failure(recipients, status, fields.get('diagnostic-code')?.replace(/^[^;]{1,40};/, '') ?? '')]
  })
}

function failuresInWords(email: Email): Failure[] {
  const said = wordsOf(email).split(RETURNED)[0] ?? ''
  if (DELAYED.test(said) || DELAYED.test(email.subject ?? '')) return []
  const named = email.headers.find(({ key }) => key === 'x-failed-recipients')?.value
  if (!named && !GIVEN_UP.test(`${email.subject ?? ''} ${said}`)) return []

  const recipients = addressesIn(named ?? said).filter((address) => !DAEMON.test(address))
  const reply = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0]
  const code = /(?:^|[\s:#(])([45])\d\d[\s-]/m.exec(said)?.[1]
  const status = reply ?? (code ? `${code}.0.0` : '5.0.0')
  const line = said.split('\n').find((one) => reply && one.includes(reply)) ?? /\b[45]\d\d[ -].*/.exec(said)?.[0] ?? ''
  return recipients.map((recipient) => failure([recipient], status, line))
}

function failure(recipients: string[], status: string, diagnostic: string): Failure {
  const words = diagnostic
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, 300)
  return {
    recipients: [...new Set(recipients)],
    status: status || '5.0.0',
    reason: bounceReason(status, words),
    diagnostic: words,
  }
}

/** An empty return path alone is not enough: answering machines have none either, and name addresses too. */
const isFromDaemon = ({ from, headers }: Email): boolean =>
  DAEMON.test(from?.address ?? '') || headers.some(({ key }) => key === 'x-failed-recipients')

const partsOf = ({ attachments }: Email, type: RegExp): string[] =>
  attachments.filter(({ mimeType }) => type.test(mimeType.toLowerCase())).map(textOf)

const textOf = ({ content }: Attachment): string =>
  asLines(typeof content === 'string' ? content : new TextDecoder().decode(content.slice(0, MOST_LOOKED_AT)))

const wordsOf = ({ text, html }: Email): string =>
  asLines((text || visibleText((html ?? '').slice(0, MOST_LOOKED_AT))).slice(0, MOST_LOOKED_AT))

const asLines = (text: string) => text.replaceAll('\0', '').replace(/\r\n?/g, '\n')

/** RFC 5322 §2.2.3: a line that begins with a space belongs to the one before. The first of equal names counts. */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .slice(0, 500)) {
    const [, name = '', value = ''] = /^([\w-]{1,80}):[ \t]*(.{0,2000})/.exec(line) ?? []
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}

const addressesIn = (text = ''): string[] =>
  [
    ...new Set(
      (text.match(/[^\s<>()[\]:;,"'@]{1,64}@[^\s<>()[\]:;,"'@]{1,255}/g) ?? []).map((one) =>
        one.replace(/\.+$/, '').toLowerCase(),
      ),
    ),
  ].slice(0, MOST_FAILURES)

const idIn = (text = ''): string | undefined => /<[^<>\s]{1,996}>/.exec(text)?.[0]
