import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import { hold, patience } from '../support/law.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, deadLetters } from '../support/queue.ts'
import { line, text } from '../support/words.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

const ben = 'Ben <ben@sorrel.example>'
const mail = (headers: Record<string, string>, body = 'Can you help?') =>
  letter({ from: ben, to: 'ada@quill.example', headers, body })
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('')

const monsters: Record<string, string | Uint8Array> = {
  'nothing at all': '',
  'only line breaks': '\r\n\r\n\r\n',
  'no headers': 'just some words',
  'random bytes': randomBytes(20_000),
  'null bytes everywhere': mail({ Subject: 'a\0b', From: 'B\0en <ben\0@sorrel.example>' }, 'te\0xt'),
  'encoded null bytes': mail({ Subject: '=?utf-8?Q?a=00b?=', From: '=?utf-8?Q?B=00en?= <ben@sorrel.example>' }),
  'half a surrogate pair': mail({ Subject: '=?utf-16be?B?2D0=?=' }),
  'a null in a calendar method': mail({ 'Content-Type': 'text/calendar; method="a\0b"' }, 'BEGIN:VCALENDAR'),
  'an unknown charset': mail({ 'Content-Type': 'text/plain; charset=klingon' }),
  'a script hardly anybody reads': mail(
    { Subject: 'ᎣᏏᏲ' },
    'გამარჯობა, რა ღირს? ሰላም፣ ስንት ነው? 𐌷𐌰𐌹𐌻𐍃, 𐍈𐌰𐌽 𐌼𐌹𐌺𐌹𐌻? \uf8e0\ue000?',
  ),
  'broken base64': mail({ 'Content-Transfer-Encoding': 'base64' }, '!!!! not base64 ===='),
  'a boundary that never closes': mail({ 'Content-Type': 'multipart/mixed; boundary=x' }, '--x\n\nhalf a part'),
  'four hundred parts inside each other': `From: ${ben}\r\nSubject: Deep\r\n${nested(400)}`,
  'ten thousand recipients': mail({
    To: Array.from({ length: 10_000 }, (_, n) => `Person ${n} <person${n}@many.example>`).join(',\r\n '),
  }),
  'a header of three megabytes': mail({ 'X-Long': 'x'.repeat(3_000_000) }),
  'a subject of a hundred kilobytes': mail({ Subject: 'why '.repeat(25_000) }),
  'a name from right to left': mail({ From: '=?utf-8?B?4oCu15DXkteT?= <ben@sorrel.example>' }),
  'a name that climbs': mail({
    From: `=?utf-8?B?${Buffer.from('Z̷̡̢a̸̛͝l̵̨͘'.repeat(30)).toString('base64')}?= <ben@sorrel.example>`,
  }),
  'four-byte letters': mail({}, '👩🏽‍⚖️'.repeat(2000)),
  'no sender': mail({ From: '' }),
  'a group as sender': mail({ From: 'Undisclosed: ;' }),
  'a date before dates': mail({ Date: 'Mon, 01 Jan 0001 00:00:00 +0000' }),
  'fifty thousand tags': mail({ 'Content-Type': 'text/html' }, `${'<div><b>'.repeat(25_000)}help`),
  'an attachment with a terrible name': mail(
    { 'Content-Type': 'multipart/mixed; boundary=x' },
    `--x\nContent-Type: application/x; name="../../\0etc\u202e/passwd"\nContent-Disposition: attachment; filename="../../\0etc/passwd"\n\nhello\n--x--`,
  ),
  'two hundred and fifty attachments': mail(
    { 'Content-Type': 'multipart/mixed; boundary=x' },
    `${'--x\nContent-Disposition: attachment; filename=a.txt\n\nhello\n'.repeat(250)}--x--`,
  ),
}

test.each(Object.entries(monsters))('%s is stored and judged, and the mailbox reads on', async (_what, raw) => {
  await world.google.deliver(ada.address, raw)
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'After it' }))
  await catchUp(world)

  await expectAccountedFor(world, ada.address)
  expect(await deadLetters(world)).toEqual([])
})

test(
  'a mail of twenty-five megabytes is read',
  async () => {
    const attachment = randomBytes(18_000_000).toString('base64').replace(/.{76}/g, '$&\n')
    const raw = mail(
      { 'Content-Type': 'multipart/mixed; boundary=x' },
      `--x\nContent-Type: text/plain\n\nCan you read this by Friday?\n--x\nContent-Type: application/pdf; name=plan.pdf\nContent-Disposition: attachment; filename=plan.pdf\nContent-Transfer-Encoding: base64\n\n${attachment}\n--x--`,
    )
    expect(raw.length).toBeGreaterThan(24_000_000)
    const id = await world.google.deliver(ada.address, raw)
    await catchUp(world)

    const entries = await expectAccountedFor(world, ada.address)
    expect(entries.find(({ gmail }) => gmail === id)).toMatchObject({ outcome: 'drafted' })
  },
  patience,
)

test('a mail too odd to read keeps its sender and its subject', async () => {
  const raw = Buffer.from(monsters['four hundred parts inside each other'] ?? '')
  const stored = await parseMessage({ id: 'm', threadId: 't', labels: [], receivedAt: new Date(), snippet: '', raw })
  expect(stored).toMatchObject({ from_address: 'ben@sorrel.example', subject: 'Deep' })
})

test(
  'anything at all is parsed into what the database can hold',
  async () => {
    const name = fc.constantFrom('From', 'To', 'Cc', 'Reply-To', 'Subject', 'Message-ID', 'References', 'Content-Type')
    const more = fc.constantFrom('Content-Disposition', 'Content-ID', 'List-ID', 'Auto-Submitted', 'Date', 'Precedence')
    const header = fc.tuple(fc.oneof(name, more), fc.oneof(line, fc.string({ unit: 'binary' })))
    const shaped = fc
      .tuple(fc.array(header, { maxLength: 8 }), text)
      .map(([headers, body]) => `${headers.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n${body}`)
    const raws = fc.oneof(
      shaped.map((raw) => Buffer.from(raw)),
      fc.uint8Array({ maxLength: 2000 }),
    )
    const received = fc.date({ noInvalidDate: false })

    await hold(fc.record({ raw: raws, receivedAt: received }), 400, async ({ raw, receivedAt }) => {
      const stored = await parseMessage({ id: 'm', threadId: 't', labels: ['INBOX'], receivedAt, snippet: '', raw })
      const json = JSON.stringify(stored)
      expect(json).not.toMatch(/\\u0000|\\u[dD][89a-fA-F]/)
      expect(stored.received_at).toMatch(/^[1-9]\d{3}-/)
    })
  },
  patience,
)
