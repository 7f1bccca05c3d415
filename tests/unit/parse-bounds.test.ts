import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { costOfReading } from '../support/alone.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'mails-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MB = 1_000_000
const head = (type: string) => `From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: ${type}\r\n`
const base64 = (bytes: number) => Buffer.alloc(bytes, 'attachment ').toString('base64').replace(/.{76}/g, '$&\r\n')

const WORST: [string, () => string][] = [
  [
    'an attachment of 25 MB',
    () =>
      `${head('multipart/mixed; boundary=x')}\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(18 * MB)}\r\n--x--`,
  ],
  [
    '25 MB of small attachments',
    () =>
      `${head('multipart/mixed; boundary=x')}${`\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(30_000)}`.repeat(600)}\r\n--x--`,
  ],
  [
    'an attachment of 25 MB as it is',
    () =>
      `${head('multipart/mixed; boundary=x')}\r\n--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n${'attachment\r\n'.repeat(2 * MB)}\r\n--x--`,
  ],
  ['a text of 25 MB', () => `${head('text/plain')}\r\n${'a text that does not end\r\n'.repeat(MB)}`],
  [
    'a text of 18 MB in base64',
    () => `${head('text/plain\r\nContent-Transfer-Encoding: base64')}\r\n${base64(18 * MB)}`,
  ],
  ['HTML of 25 MB', () => `${head('text/html')}\r\n${'<p>a text that <b>goes on</b>\r\n'.repeat(0.8 * MB)}`],
  ['20 MB of boundaries that are none', () => `${head('multipart/mixed; boundary=x')}${'\r\n--a'.repeat(4 * MB)}`],
  ['5 MB of line ends', () => `${head('text/plain')}\r\n${'\n'.repeat(5 * MB)}`],
  [
    '100 files that are nothing but line ends',
    () =>
      `${head('multipart/mixed; boundary=x')}${`\r\n--x\r\nContent-Type: application/pdf\r\n\r\n${'\n'.repeat(40_000)}`.repeat(100)}`,
  ],
  [
    '10,000 parts in one another',
    () =>
      head('multipart/mixed; boundary=a0') +
      Array.from(
        { length: 10_000 },
        (_, at) => `\r\n--a${at}\r\nContent-Type: multipart/mixed; boundary=a${at + 1}\r\n`,
      ).join(''),
  ],
  [
    '10,000 parts beside one another',
    () =>
      `${head('multipart/mixed; boundary=x')}${'\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello'.repeat(10_000)}\r\n--x--`,
  ],
  ['10,000 mails in one another', () => head('message/rfc822') + '\r\nContent-Type: message/rfc822\r\n'.repeat(10_000)],
  [
    '100,000 header lines',
    () => `${'X-Header: some words of no importance\r\n'.repeat(100_000)}${head('text/plain')}\r\nhello`,
  ],
  ['a header line of 5 MB', () => `X-Long: ${'a'.repeat(5 * MB)}\r\n${head('text/plain')}\r\nhello`],
  [
    '100,000 recipients',
    () => `To: ${'"A B" <a@b.example>, '.repeat(100_000)}c@d.example\r\n${head('text/plain')}\r\nhello`,
  ],
  ['a line of 5 MB', () => `${head('text/plain')}\r\n${'a'.repeat(5 * MB)}`],
  ['a word of 5 MB in HTML', () => `${head('text/html')}\r\n<p>${'a'.repeat(5 * MB)}`],
  ['5 MB of quotes', () => `${head('text/plain')}\r\n${'>'.repeat(5 * MB)}`],
  ['5 MB of open tags', () => `${head('text/html')}\r\n${'<div>'.repeat(MB)}`],
  ['5 MB of open brackets', () => `${head('text/html')}\r\n${'<'.repeat(5 * MB)}`],
  [
    '5 MB of bad base64',
    () => `${head('text/plain\r\nContent-Transfer-Encoding: base64')}\r\n${'=?*%'.repeat(1.25 * MB)}`,
  ],
  [
    '5 MB of bad quoted-printable',
    () => `${head('text/plain\r\nContent-Transfer-Encoding: quoted-printable')}\r\n${'=ZZ='.repeat(1.25 * MB)}`,
  ],
  ['100,000 encoded words', () => `Subject: ${'=?utf-8?q?a?= '.repeat(100_000)}\r\n${head('text/plain')}\r\nhello`],
  ['a style of 1 MB', () => `${head('text/html')}\r\n<p style="${'color:red;'.repeat(100_000)}">hello`],
  ['5 MB that are lost on Unicode', () => `${head('text/plain')}\r\n${'\xe9t\xe9 '.repeat(1.25 * MB)}`],
]

test.each(WORST)(
  '%s: read within 64 MB and a moment, in a process of its own',
  async (name, make) => {
    const file = path.join(folder, name.replace(/\W+/g, '-'))
    writeFileSync(file, Buffer.from(make(), 'latin1'))
    const [cost] = await costOfReading([file])
    rmSync(file)
    if (!cost) throw new Error('It was not read')
    const { ms, grownMb, kept } = cost
    process.stdout.write(`${name}: ${ms.toFixed(0)} ms, ${grownMb.toFixed(0)} MB\n`)
    expect(kept).toBeLessThan(2_300_000)
    expect(grownMb).toBeLessThan(64)
    // Processor time, which a busy machine stretches, too, though less than the clock.
    expect(ms).toBeLessThan(2000)
  },
  60_000,
)
