import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { root } from '../support/house.ts'

const run = promisify(execFile)
const folder = mkdtempSync(path.join(os.tmpdir(), 'mails-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** How long a message takes, and by how much a process grows on it that has read another before. */
const ALONE = `
  import { readFileSync } from 'node:fs'
  import { parseMessage } from './core/mailboxes/parse.ts'
  const read = (raw) => parseMessage({ id: 'a', threadId: 'a', labels: [], receivedAt: new Date(0), snippet: '', raw })
  await read(Buffer.from('From: a@b.example\\r\\nContent-Type: text/html\\r\\n\\r\\n<p>Hello</p>'))
  const raw = readFileSync(process.argv.at(-1))
  const before = process.resourceUsage().maxRSS
  const began = process.cpuUsage()
  const { plain, html } = await read(raw)
  const { user, system } = process.cpuUsage(began)
  const grownMb = (process.resourceUsage().maxRSS - before) / 1024
  console.log(JSON.stringify({ ms: (user + system) / 1000, grownMb, length: plain.length + html.length }))`

const MB = 1_000_000
const head = (type: string) => `From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nContent-Type: ${type}\r\n`
const base64 = (bytes: number) => Buffer.alloc(bytes, 'attachment ').toString('base64').replace(/.{76}/g, '$&\r\n')

/** How much a process may grow on it, in megabytes. What hangs on a mail is held twice: as it came, and decoded. */
const WORST: [string, number, () => string][] = [
  [
    'an attachment of 25 MB',
    120,
    () =>
      `${head('multipart/mixed; boundary=x')}\r\n--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(18 * MB)}\r\n--x--`,
  ],
  [
    '10,000 parts in one another',
    64,
    () =>
      head('multipart/mixed; boundary=a0') +
      Array.from(
        { length: 10_000 },
        (_, at) => `\r\n--a${at}\r\nContent-Type: multipart/mixed; boundary=a${at + 1}\r\n`,
      ).join(''),
  ],
  [
    '10,000 parts beside one another',
    64,
    () =>
      `${head('multipart/mixed; boundary=x')}${'\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello'.repeat(10_000)}\r\n--x--`,
  ],
  [
    '10,000 mails in one another',
    64,
    () => head('message/rfc822') + '\r\nContent-Type: message/rfc822\r\n'.repeat(10_000),
  ],
  [
    '100,000 header lines',
    64,
    () => `${'X-Header: some words of no importance\r\n'.repeat(100_000)}${head('text/plain')}\r\nhello`,
  ],
  ['a header line of 5 MB', 64, () => `X-Long: ${'a'.repeat(5 * MB)}\r\n${head('text/plain')}\r\nhello`],
  [
    '100,000 recipients',
    64,
    () => `To: ${'"A B" <a@b.example>, '.repeat(100_000)}c@d.example\r\n${head('text/plain')}\r\nhello`,
  ],
  ['a line of 5 MB', 64, () => `${head('text/plain')}\r\n${'a'.repeat(5 * MB)}`],
  ['a word of 5 MB in HTML', 64, () => `${head('text/html')}\r\n<p>${'a'.repeat(5 * MB)}`],
  ['5 MB of quotes', 64, () => `${head('text/plain')}\r\n${'>'.repeat(5 * MB)}`],
  ['5 MB of open tags', 64, () => `${head('text/html')}\r\n${'<div>'.repeat(MB)}`],
  ['5 MB of open brackets', 96, () => `${head('text/html')}\r\n${'<'.repeat(5 * MB)}`],
  [
    '5 MB of bad base64',
    64,
    () => `${head('text/plain\r\nContent-Transfer-Encoding: base64')}\r\n${'=?*%'.repeat(1.25 * MB)}`,
  ],
  [
    '5 MB of bad quoted-printable',
    64,
    () => `${head('text/plain\r\nContent-Transfer-Encoding: quoted-printable')}\r\n${'=ZZ='.repeat(1.25 * MB)}`,
  ],
  ['100,000 encoded words', 64, () => `Subject: ${'=?utf-8?q?a?= '.repeat(100_000)}\r\n${head('text/plain')}\r\nhello`],
  ['a style of 1 MB', 64, () => `${head('text/html')}\r\n<p style="${'color:red;'.repeat(100_000)}">hello`],
  ['5 MB that are lost on Unicode', 64, () => `${head('text/plain')}\r\n${'\xe9t\xe9 '.repeat(1.25 * MB)}`],
]

test.each(WORST)(
  '%s: read within %i MB and a moment, in a process of its own',
  async (name, most, make) => {
    const file = path.join(folder, name.replace(/\W+/g, '-'))
    writeFileSync(file, Buffer.from(make(), 'latin1'))
    const memory = ['--max-old-space-size=128', '--max-semi-space-size=4']
    const { stdout } = await run(process.execPath, [...memory, '--input-type=module', '--eval', ALONE, file], {
      cwd: root,
      timeout: 60_000,
    })
    rmSync(file)
    const { ms, grownMb, length } = JSON.parse(stdout)
    process.stdout.write(`${name}: ${ms.toFixed(0)} ms, ${grownMb.toFixed(0)} MB\n`)
    expect(length).toBeLessThan(2_300_000)
    expect(grownMb).toBeLessThan(most)
    // Processor time, which a busy machine stretches, too, though less than the clock.
    expect(ms).toBeLessThan(3000)
  },
  60_000,
)
