import { expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import { skim } from '../../core/mailboxes/skim.ts'
import { rawMessage } from '../support/raw-message.ts'

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'a page ')])
const lines = (bytes: Buffer, end: string) => bytes.toString('base64').replace(/.{76}/g, `$&${end}`)
const part = (type: string, content: string, more = '') =>
  `--x\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n${more}\r\n${content}\r\n`
const mail = (...parts: string[]) =>
  `From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${parts.join('')}--x--\r\n`

const read = (text: string) => parseMessage(rawMessage(text))
const sizes = async (text: string) => (await read(text)).attachments.map(({ size_bytes }) => size_bytes)
const skimmed = (text: string) => skim(Buffer.from(text, 'latin1')).mail.byteLength

test.each([0, 1, 2, 3, 57, 58])(
  'a file of %i bytes more than a round number keeps its size and its kind',
  async (more) => {
    const file = Buffer.concat([PDF, Buffer.alloc(more, 1)])
    const text = mail(part('application/octet-stream; name="a.pdf"', lines(file, '\r\n')))
    expect(skimmed(text)).toBeLessThan(50_000)
    expect((await read(text)).attachments).toMatchObject([
      { filename: 'a.pdf', size_bytes: file.length, sniffed_type: 'application/pdf' },
    ])
  },
)

test('each of several files keeps its own size, the small ones among them, and so does one in a forwarded mail', async () => {
  const [long, short] = [lines(PDF, '\r\n'), lines(PDF.subarray(0, 1000), '\r\n')]
  const inner = mail(part('image/png', long)).replaceAll('--x', '--y').replace('boundary=x', 'boundary=y')
  const forwarded = `--x\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n`
  expect(await sizes(mail(part('image/png', long), part('image/png', short), forwarded))).toEqual([
    PDF.length,
    1000,
    PDF.length,
  ])
})

test.each([
  ['bare line feeds', mail(part('image/png', lines(PDF, '\r\n'))).replaceAll('\r\n', '\n')],
  ['no line ends at all', mail(part('image/png', PDF.toString('base64')))],
  ['no boundary behind it', mail(part('image/png', lines(PDF, '\r\n'))).replace('--x--\r\n', '')],
  ['text that is attached', mail(part('text/csv', lines(PDF, '\r\n'), 'Content-Disposition: attachment\r\n'))],
])('%s make no difference', async (_, text) => {
  expect(skimmed(text)).toBeLessThan(50_000)
  expect(await sizes(text)).toEqual([PDF.length])
})

test.each([
  ['as it is', 'binary', 'attachment\r\n', 11],
  ['as it is, in bare line feeds', '8bit', 'attachment\n', 11],
  ['as quoted-printable', 'quoted-printable', 'caf=C3=A9 and a line=\r\n that goes on\r\n', 30],
])('a file sent %s has the size a parser finds', async (_, encoding, content, size) => {
  const text = (times: number) =>
    mail(part('application/pdf', content.repeat(times).trimEnd())).replace(': base64', `: ${encoding}`)
  expect(skimmed(text(30_000))).toBeLessThan(60_000)
  expect(await sizes(text(100))).toEqual([size * 100])
  expect(await sizes(text(30_000))).toEqual([size * 30_000])
})

test('what is read is read whole: long text in base64, and a calendar entry', async () => {
  const words = Buffer.from('word '.repeat(30_000))
  const { plain, attachments } = await read(
    mail(part('text/plain', lines(words, '\r\n')), part('text/calendar', lines(words, '\r\n'))),
  )
  expect(plain).toBe(words.toString().trim())
  expect(attachments[0]?.size_bytes).toBe(words.length + 1)
})

test('a file that claims a size of its own is not believed', async () => {
  const { mail: short } = skim(Buffer.from(mail(part('image/png', lines(PDF, '\r\n'))), 'latin1'))
  const [size] = await sizes(Buffer.from(short).toString('latin1'))
  expect(size).toBeLessThan(40_000)
})
