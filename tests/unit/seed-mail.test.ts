import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { expect, test } from 'vitest'
import { expectations, type SkipReason } from '../../local/seed/expectations.ts'
import { type SeedMail, seededUntil, seedMail } from '../../local/seed/order.ts'

type Read = SeedMail & { email: Email }

const mails: Read[] = await Promise.all(
  seedMail().map(async (mail) => ({ ...mail, email: await PostalMime.parse(mail.raw) })),
)
const dayMs = 24 * 60 * 60 * 1000

test('every mail has a sender, a recipient, a subject and a message id of its own', () => {
  for (const { file, email } of mails) {
    expect(email.from?.address, file).toBeTruthy()
    expect(email.to?.length, file).toBeGreaterThan(0)
    expect(email.subject, file).toBeTruthy()
    expect(email.messageId, file).toMatch(/^<[^<>\s@]+@[^<>\s@]+>$/)
  }
  expect(new Set(mails.map(({ email }) => email.messageId)).size).toBe(mails.length)
})

test('every line ends in CRLF and stays within the 998 octets of RFC 5322', () => {
  for (const { file, raw } of mails) {
    const text = latin1(raw)
    expect(text.replaceAll('\r\n', ''), file).not.toMatch(/[\r\n]/)
    expect(Math.max(...text.split('\r\n').map((line) => line.length)), file).toBeLessThanOrEqual(998)
  }
})

test('a delivered mail shows the way it came, a sent one does not', () => {
  for (const { file, mailbox, email } of mails) {
    const names = ['received', 'return-path', 'authentication-results'].filter(
      (name) => header(email, name) !== undefined,
    )
    expect(names.length, file).toBe(mailbox === 'inbox' ? 3 : 0)
  }
})

test('the mails come oldest first, on the right weekdays, within the twelve days before the world starts', () => {
  const times = mails.map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((a, b) => a - b))

  for (const { file, at, email } of mails) {
    expect(seededUntil.getTime() - at.getTime(), file).toBeGreaterThan(0)
    expect(seededUntil.getTime() - at.getTime(), file).toBeLessThanOrEqual(12 * dayMs)
    const [, weekday, day] =
      /^(\w{3}), (\d+) Nov 2026 \d\d:\d\d:\d\d [+-]\d{4}$/.exec(header(email, 'date') ?? '') ?? []
    expect(weekdayOf(Number(day)), file).toBe(weekday)
  }
})

test('old character sets and encoded headers decode to the letters that were meant', () => {
  expect(one('37-late-payment').email.text).toContain('€6,150.00')
  expect(one('37-late-payment').email.text).toContain('“are waiting for their own money”')
  expect(one('05-depot').email.subject).toBe('Dépôt de garantie non restitué – que faire ?')
  expect(one('19-factura').email.text).toContain('¿Tengo que aplicar la retención del 15 %')
  expect(one('23-abwesenheit').email.text).toContain('bis einschließlich 20. November')
  expect(one('30-new-client').email.subject).toMatch(/^🚀 /u)
  expect(charsets()).toEqual(new Set(['utf-8', 'us-ascii', 'iso-8859-1', 'windows-1252']))
})

test('the letter in Hebrew is written from right to left', () => {
  const { email } = one('40-hebrew-studio-lease')

  expect(email.text).toMatch(/\p{Script=Hebrew}{3}/u)
  expect(email.html).toContain('dir="rtl"')
})

test('bodies come quoted-printable, base64, 7bit and 8bit, and some text flows', () => {
  const all = mails.map(({ raw }) => latin1(raw)).join('')

  for (const encoding of ['quoted-printable', 'base64', '7bit', '8bit']) {
    expect(all).toContain(`Content-Transfer-Encoding: ${encoding}\r\n`)
  }
  expect(all).toContain('format=flowed')
})

test('every attachment is what its name says', () => {
  const magic: Record<string, string> = { pdf: '%PDF-1.', docx: 'PK\x03\x04', xlsx: 'PK\x03\x04', png: '\x89PNG\r\n' }
  const kinds = mails.flatMap(({ file, email }) =>
    email.attachments.flatMap((attachment) => {
      const kind = attachment.filename?.split('.').at(-1) ?? ''
      if (magic[kind]) expect(latin1(bytes(attachment)).startsWith(magic[kind]), file).toBe(true)
      return kind
    }),
  )

  expect(new Set(kinds)).toEqual(new Set([...Object.keys(magic), 'csv', 'ics', '']))
  expect(one('05-depot').email.attachments[0]?.filename).toBe('état des lieux.pdf')
})

test('the inline image is shown where the letter refers to it', () => {
  const { email } = one('51-crack')
  const [image] = email.attachments

  expect(image?.disposition).toBe('inline')
  expect(email.html).toContain(`cid:${image?.contentId?.slice(1, -1)}`)
})

test('one mail has an attachment and no words, one has a single word, one has more than a thousand', () => {
  expect(one('56-empty-body').email.text?.trim()).toBe('')
  expect(one('56-empty-body').email.attachments).toHaveLength(1)
  expect(one('61-very-short').email.text?.trim()).toBe('ok?')
  expect(one('29-very-long').email.text?.split(/\s+/).length).toBeGreaterThan(1000)
})

test('machine mail carries the headers by which it is known', () => {
  expect(header(one('03-newsletter').email, 'precedence')).toBe('bulk')
  expect(header(one('03-newsletter').email, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  for (const { file, email } of skippedAs('newsletter')) expect(header(email, 'list-unsubscribe'), file).toBeTruthy()
  for (const { file, email } of skippedAs('mailing_list')) expect(header(email, 'list-post'), file).toBeTruthy()
  for (const { file, email } of skippedAs('auto_reply')) expect(header(email, 'auto-submitted'), file).toMatch(/^auto-/)
  for (const { file, email } of skippedAs('no_reply_sender')) {
    expect(email.from?.address, file).toMatch(/^no-?reply@/)
    expect(
      email.headers.filter(({ key }) => key.startsWith('list-')),
      file,
    ).toEqual([])
  }
})

test('the bounce is a delivery report from the mail system, without a return path', () => {
  const { email } = one('34-bounce')

  expect(header(email, 'content-type')).toMatch(/^multipart\/report;.*report-type=delivery-status/s)
  expect(header(email, 'return-path')).toBe('<>')
  expect(email.from?.address).toMatch(/^mailer-daemon@/)
})

test('calendar mail asks once and answers once', () => {
  const methods = skippedAs('calendar').map(({ email }) => email.attachments.find(({ method }) => method)?.method)

  expect(methods.sort()).toEqual(['REPLY', 'REQUEST'])
})

test('the hostile mail tries everything a mail can try', () => {
  const html = skippedAs('hostile_suspected')[0]?.email.html ?? ''

  for (const trick of ['<script', 'onload=', 'onerror=', 'href="javascript:', '<form', 'display:none', 'width="1"']) {
    expect(html).toContain(trick)
  }
  expect(html).toContain('ignore all previous instructions')
})

test('nothing points outside the reserved domains and documentation networks', () => {
  for (const { file, raw, email } of mails) {
    const words = [
      email.text,
      email.html,
      ...email.headers.map(({ value }) => value),
      ...email.attachments.map(latin1Of),
    ]
    const found = `${words.join('\n')}\n${latin1(raw).replaceAll('=\r\n', '')}`
    const hosts = [...found.matchAll(/(?:[\w.+=-]@|https?:\/\/|from )((?:[\w-]+\.)+[a-z]{2,})/gi)].map(
      ([, host]) => host,
    )
    expect(hosts.length, file).toBeGreaterThan(0)
    for (const host of hosts) expect(host, file).toMatch(/\.(example|test|invalid)$/i)
    for (const [, ip] of found.matchAll(/(?:\[|client-ip=)(\d+\.\d+\.\d+\.\d+)/g)) {
      expect(ip, file).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113|192\.168\.\d+)\.\d+$/)
    }
  }
})

function one(start: string): Read {
  const [mail] = mails.filter(({ file }) => file.startsWith(start))
  if (!mail) throw new Error(`No seeded mail starts with "${start}"`)

  return mail
}

function skippedAs(reason: SkipReason): Read[] {
  const files = expectations.filter((expectation) => expectation.reason === reason).map(({ file }) => file)
  if (files.length === 0) throw new Error(`No seeded mail is skipped as "${reason}"`)

  return mails.filter(({ file }) => files.includes(file))
}

function header(email: Email, name: string): string | undefined {
  return email.headers.find(({ key }) => key === name)?.value
}

function charsets(): Set<string> {
  const found = mails.flatMap(({ raw }) => [...latin1(raw).matchAll(/^Content-Type: text\/.*charset="?([\w-]+)/gim)])
  return new Set(found.map(([, charset]) => charset?.toLowerCase() ?? ''))
}

function weekdayOf(day: number): string {
  return new Date(Date.UTC(2026, 10, day)).toUTCString().slice(0, 3)
}

function latin1Of(attachment: Attachment): string {
  return attachment.mimeType.startsWith('text/') ? latin1(bytes(attachment)) : ''
}

function bytes({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}

function latin1(raw: Uint8Array): string {
  return Buffer.from(raw).toString('latin1')
}
