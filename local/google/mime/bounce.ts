import { decodeWords } from 'postal-mime'
import { fieldValue, readFields } from './fields.ts'
import { splitHead } from './part.ts'

/** A delivery status notification (RFC 3464), dressed as Gmail's: empty return path, never to be answered. */
export function bounceOf(
  raw: Buffer,
  { to, failed, mark, date }: { to: string; failed: string; mark: string; date: string },
): Buffer {
  const head = splitHead(raw).head.toString('latin1').trimEnd()
  const fields = readFields(head)
  const original = (fieldValue(fields, 'message-id') ?? '').slice(0, 900)
  const subject = decodeWords(fieldValue(fields, 'subject') ?? '')
  const text = [
    'Return-Path: <>',
    'From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    `In-Reply-To: ${original}`,
    `References: ${original}`,
    `X-Failed-Recipients: ${failed}`,
    `Message-ID: <${mark}.dsn@mx.google.com>`,
    `Date: ${date}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; boundary="dsn${mark}"; report-type=delivery-status`,
    '',
    `--dsn${mark}`,
    'Content-Type: text/plain; charset="UTF-8"',
    '',
    '** Address not found **',
    '',
    `Your message wasn't delivered to ${failed} because the address couldn't be found.`,
    `Subject: ${subject}`,
    '',
    `--dsn${mark}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; googlemail.com',
    `Arrival-Date: ${date}`,
    '',
    `Final-Recipient: rfc822; ${failed}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.',
    '',
    `--dsn${mark}`,
    'Content-Type: text/rfc822-headers',
    '',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(text), Buffer.from(`\r\n${head}\r\n\r\n--dsn${mark}--\r\n`, 'latin1')])
}
