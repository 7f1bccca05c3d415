import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { createGoogle } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
const google = createGoogle({
  base: 'http://google.test',
  client: { id: 'c', secret: 's', redirectUris: [] },
  users: [{ email: ana, name: 'Ana Ruiz' }],
})
const act = google.actAs(ana)

type Part = {
  partId: string
  mimeType: string
  filename: string
  headers: { name: string; value: string }[]
  body: { size: number; data?: string; attachmentId?: string }
  parts?: Part[]
}
type Mail = { snippet: string; sizeEstimate: number; raw: string; payload: Part }

async function get(raw: string | Uint8Array): Promise<Mail & { id: string }> {
  const id = await google.deliver(ana, raw)
  const full = await act<Mail>(`GET /messages/${id}`)
  const source = await act<Mail>(`GET /messages/${id}?format=raw`)
  expect([full.status, source.status]).toEqual([200, 200])
  expect(Buffer.from(source.body.raw, 'base64url').equals(Buffer.from(raw))).toBe(true)
  return { ...full.body, id }
}

const textOf = (part: Part | undefined) => Buffer.from(part?.body.data ?? '', 'base64url').toString()
const flat = (part: Part): Part[] => [part, ...(part.parts ?? []).flatMap(flat)]

test('all headers come in order, unfolded and decoded, under the names they were written with', async () => {
  const { payload } = await get(
    [
      'received: by one.example',
      ' with SMTP',
      'Received: by two.example',
      'SUBJECT: =?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9Fe?= again',
      'From: =?utf-8?q?M=C3=BCller=2C_Jo?= <Jo@client.example>, Kim <kim@court.example>',
      'X-Empty:',
      'not a header',
      'X-Utf8: déjà vu',
      '',
      'x',
    ].join('\r\n'),
  )
  expect(payload.headers).toEqual([
    { name: 'received', value: 'by one.example with SMTP' },
    { name: 'Received', value: 'by two.example' },
    { name: 'SUBJECT', value: 'Grüße again' },
    { name: 'From', value: '"Müller, Jo" <Jo@client.example>, Kim <kim@court.example>' },
    { name: 'X-Empty', value: '' },
    { name: 'X-Utf8', value: 'déjà vu' },
  ])
})

test.each([
  ['windows-1252', [0x80, 0x93, 0xe9], '€“é'],
  ['iso-8859-1', [0xfc], 'ü'],
  ['koi8-r', [0xc1], 'а'],
  ['shift_jis', [0x82, 0xa0], 'あ'],
  ['"UTF-8"', [0xe2, 0x82, 0xac], '€'],
  ['us-ascii', [0xe9], 'é'],
  ['x-unknown', [0xc3, 0xa9], 'é'],
])('text in %s is handed out in UTF-8', async (charset, bytes, expected) => {
  const head = Buffer.from(`Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n`)
  const { payload } = await get(Buffer.concat([head, Buffer.from(Buffer.from(bytes).toString('base64'))]))
  expect([textOf(payload), payload.body.size]).toEqual([expected, Buffer.byteLength(expected)])
})

test('attached names in all their spellings are understood', async () => {
  const dispositions = [
    'attachment; filename="plain name.txt"',
    "attachment; filename*=UTF-8''%E2%82%AC%20rates.txt",
    "attachment; filename*0*=iso-8859-1'de'Gr%FC; filename*1*=%DFe; filename*2=.txt",
    'attachment; filename="=?utf-8?b?w6ku dHh0?="'.replace(' ', ''),
    'attachment; filename="semi;colon \\"quoted\\".txt"',
  ]
  const parts = dispositions.map((value) => `--b\r\nContent-Disposition: ${value}\r\n\r\nx\r\n`)
  const { payload } = await get(`Content-Type: multipart/mixed; boundary="b"\r\n\r\n${parts.join('')}--b--`)
  expect(payload.parts?.map(({ filename }) => filename)).toEqual([
    'plain name.txt',
    '€ rates.txt',
    'Grüße.txt',
    'é.txt',
    'semi;colon "quoted".txt',
  ])
})

test('an attached message keeps its own tree, and every attachment resolves to its bytes', async () => {
  const inner =
    'Subject: inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nwords\r\n--i\r\nContent-Type: image/png\r\n\r\nPNG\r\n--i--'
  const { id, payload } = await get(
    `Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--`,
  )
  const parts = flat(payload)
  expect(parts.map(({ partId, mimeType }) => [partId, mimeType])).toEqual([
    ['', 'multipart/mixed'],
    ['0', 'message/rfc822'],
    ['0.0', 'multipart/mixed'],
    ['0.0.0', 'text/plain'],
    ['0.0.1', 'image/png'],
  ])
  const fetched = await Promise.all(
    parts
      .flatMap(({ body }) => body.attachmentId ?? [])
      .map((attachment) => act<{ data: string }>(`GET /messages/${id}/attachments/${attachment}`)),
  )
  expect(fetched.map(({ body }) => Buffer.from(body.data, 'base64url').toString())).toEqual([inner, 'PNG'])
  expect((await act(`GET /messages/${id}/attachments/ANGjdJnonsense`)).status).toBe(400)
})

test('snippets are words, escaped, from HTML too', async () => {
  const { snippet } = await get(
    'Content-Type: text/html\r\n\r\n<style>p{}</style><p>Tom &amp; Ana&#39;s <b>deed</b></p>',
  )
  expect(snippet.replaceAll(/\s+/g, ' ')).toBe('Tom &amp; Ana&#39;s deed')
  expect((await get(`Subject: x\r\n\r\n${'word '.repeat(500)}`)).snippet.length).toBeLessThanOrEqual(200)
})

test('postal-mime reads the same words and files from the same source', async () => {
  const raw = [
    'From: "Ben, Client" <ben@client.example>',
    'Content-Type: multipart/mixed; boundary="=_o"',
    '',
    'preamble',
    '--=_o',
    'Content-Type: multipart/alternative; boundary="=_oo"',
    '',
    '--=_oo',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'a long=20=',
    ' line =C3=A9=3D',
    '--=_oo',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>é</p>',
    '--=_oo--',
    '',
    '--=_o',
    'Content-Type: application/pdf; name="a.pdf"',
    'Content-Transfer-Encoding: BASE64',
    '',
    'AAEC',
    'Aw==',
    '--=_o--',
    'epilogue',
  ].join('\r\n')
  const { payload } = await get(raw)
  const expected = await PostalMime.parse(raw)
  const [, , plain, html, pdf] = flat(payload)
  expect(textOf(plain)).toBe(expected.text?.trimEnd())
  expect(textOf(html)).toBe(expected.html?.trimEnd())
  const [file] = expected.attachments
  expect([pdf?.filename, pdf?.body.size]).toEqual([file?.filename, new Uint8Array(file?.content as ArrayBuffer).length])
})

const nested = (depth: number) => {
  const open = Array.from(
    { length: depth },
    (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
  )
  return `${open.join('')}\r\nat the bottom`
}

test.each([
  ['nothing', ''],
  ['only a line break', '\r\n'],
  ['no headers', 'just words'],
  ['null bytes', 'Subject: a\0b\r\nFrom: \0\r\n\r\nx\0y'],
  ['bytes of no charset', Buffer.from([0xff, 0xfe, 0x3a, 0x80, 0x0a, 0x0a, 0xff])],
  [
    'broken headers',
    ': x\r\n folded first\r\nSubject\r\n=?utf-8?q?=?=: y\r\nContent-Type: ;;=;\r\nDate: never\r\n\r\nx',
  ],
  ['a bad encoded word', 'Subject: =?nope?z?=E9?= =?utf-8?b?%%%?=\r\n\r\nx'],
  ['a multipart without boundary', 'Content-Type: multipart/mixed\r\n\r\nstill readable'],
  ['a boundary that never comes', 'Content-Type: multipart/mixed; boundary=b\r\n\r\nstill readable'],
  ['an open end', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nstill readable'],
  ['broken base64', 'Content-Transfer-Encoding: base64\r\n\r\n===!!!aGk'],
  ['broken quoted-printable', 'Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=\r\n=4'],
  [
    'ten thousand recipients',
    `To: ${Array.from({ length: 10_000 }, (_, i) => `"R ${i}" <r${i}@far.example>`).join(',\r\n ')}\r\n\r\nx`,
  ],
  ['ten thousand parts', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(10_000)}`],
  ['three hundred levels', nested(300)],
  ['a megabyte of brackets', `Content-Type: text/html\r\n\r\n${'<'.repeat(1_000_000)}`],
  ['a megabyte of styles', `Content-Type: text/html\r\n\r\n${'<style>'.repeat(140_000)}`],
  ['a megabyte of encoded words', `Subject: ${'=?utf-8?q?a?= '.repeat(70_000)}\r\n\r\n`],
  ['a megabyte of references', `References: ${'<'.repeat(1_000_000)}\r\nDate: ${'('.repeat(100_000)}\r\n\r\n`],
  ['a megabyte of quotes', `To: ${'"'.repeat(1_000_001)}\r\nContent-Type: ${'";'.repeat(100_000)}\r\n\r\n`],
])('%s neither throws nor hangs', async (_, raw) => {
  const started = performance.now()
  const { id, sizeEstimate } = await get(raw)
  expect(sizeEstimate).toBe(Buffer.from(raw).length)
  expect((await act(`GET /threads/${id}`)).status).toBe(200)
  expect((await act('GET /messages?q=readable')).status).toBe(200)
  expect((await act('POST /messages/send', { raw: Buffer.from(raw).toString('base64url') })).status).toBeLessThan(500)
  expect(performance.now() - started).toBeLessThan(5000)
})

test('what a broken multipart says can still be read', async () => {
  const { payload } = await get('Content-Type: multipart/mixed; boundary=b\r\n\r\nstill readable')
  expect([payload.mimeType, textOf(payload)]).toEqual(['text/plain', 'still readable'])
})
