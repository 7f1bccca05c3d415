import { expect, test } from 'vitest'
import { createGoogle } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
let now = Date.parse('2026-03-01T12:00:00Z')
const google = createGoogle({
  base: 'http://google.test',
  client: { id: 'c', secret: 's', redirectUris: [] },
  users: [{ email: ana, name: 'Ana Ruiz' }],
  now: () => now,
})
const act = google.actAs(ana)
type List = { messages?: { id: string }[]; resultSizeEstimate: number; nextPageToken?: string }

const names = new Map<string, string>()

async function arrive(name: string, at: string, lines: string[], labels = ['INBOX']): Promise<void> {
  now = Date.parse(at)
  names.set(await google.deliver(ana, lines.join('\r\n'), labels), name)
}

await act('POST /labels', { name: 'Matters/Open Cases' })
const matters = google.snapshot().mailboxes[0]?.labels[0]?.id ?? ''
await arrive(
  'invoice',
  '2026-03-01T12:00:00Z',
  [
    'From: Ben Client <ben@client.example>',
    'To: Ana <ana@ruiz-law.example>, kim@court.example',
    'Cc: Clerk <clerk@court.example>',
    'Subject: Invoice for March',
    'Message-ID: <inv-1@client.example>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'Please find the invoice attached.',
    '--b',
    'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="march-invoice.pdf"',
    '',
    'x',
    '--b--',
  ],
  ['INBOX', 'UNREAD', 'STARRED'],
)
await arrive(
  'hearing',
  '2026-03-05T12:00:00Z',
  [
    'From: "Court, Registry" <registry@court.example>',
    'To: ana@ruiz-law.example',
    'Subject: Hearing date',
    '',
    'The hearing is on Friday, bring the signed deed.',
  ],
  ['INBOX', matters],
)
await arrive('old', '2025-01-10T12:00:00Z', [
  'From: ben@client.example',
  'To: ana@ruiz-law.example',
  'Subject: Lunch',
  'Content-Type: text/html',
  '',
  '<style>hearing</style><p>Lunch &amp; caf&#233; on <b>Friday</b>?</p>',
])
await arrive('spam', '2026-03-06T12:00:00Z', ['From: win@prize.example', 'Subject: Invoice prize', '', 'win'], ['SPAM'])
await arrive('trash', '2026-03-06T13:00:00Z', ['From: ben@client.example', 'Subject: Gone', '', 'bye'], ['TRASH'])
await arrive(
  'own',
  '2026-03-07T12:00:00Z',
  ['From: ana@ruiz-law.example', 'To: ben@client.example', 'Subject: Re: Hearing date', '', 'See you'],
  ['SENT'],
)
now = Date.parse('2026-03-08T12:00:00Z')

async function find(query: string): Promise<(string | undefined)[]> {
  const { body } = await act<List>(`GET /messages?${query}`)
  return (body.messages ?? []).map(({ id }) => names.get(id))
}

test.each([
  ['', ['own', 'hearing', 'invoice', 'old']],
  ['invoice', ['invoice']],
  ['INVOICE march', ['invoice']],
  ['invoic', []],
  ['"signed deed"', ['hearing']],
  ['"deed signed"', []],
  ['café', ['old']],
  ['from:ben', ['invoice', 'old']],
  ['from:ben@client.example', ['invoice', 'old']],
  ['from:court.example', ['hearing']],
  ['from:"Court, Registry"', ['hearing']],
  ['from:me', ['own']],
  ['from:(registry OR me)', ['own', 'hearing']],
  ['to:kim', ['invoice']],
  ['to:clerk', []],
  ['cc:clerk', ['invoice']],
  ['subject:hearing', ['own', 'hearing']],
  ['subject:(hearing date)', ['own', 'hearing']],
  ['hearing -from:me', ['hearing']],
  ['-subject:hearing', ['invoice', 'old']],
  ['subject:(hearing -re)', ['hearing']],
  ['lunch OR invoice', ['invoice', 'old']],
  ['friday lunch OR deed', ['hearing', 'old']],
  ['{lunch invoice}', ['invoice', 'old']],
  ['-{lunch invoice} friday', ['hearing']],
  ['(lunch friday) OR (invoice march)', ['invoice', 'old']],
  ['-(friday hearing)', ['own', 'invoice', 'old']],
  ['in:inbox', ['hearing', 'invoice', 'old']],
  ['in:sent', ['own']],
  ['in:trash', ['trash']],
  ['in:spam', ['spam']],
  ['in:drafts', []],
  ['in:anywhere', ['own', 'trash', 'spam', 'hearing', 'invoice', 'old']],
  ['is:unread', ['invoice']],
  ['is:read in:inbox', ['hearing', 'old']],
  ['is:starred', ['invoice']],
  ['has:attachment', ['invoice']],
  ['filename:pdf', ['invoice']],
  ['filename:march-invoice.pdf', ['invoice']],
  ['filename:docx', []],
  ['label:matters-open-cases', ['hearing']],
  ['label:inbox label:starred', ['invoice']],
  ['has:nouserlabels in:inbox', ['invoice', 'old']],
  ['rfc822msgid:<inv-1@client.example>', ['invoice']],
  ['rfc822msgid:inv-1@client.example', ['invoice']],
  ['after:2026/03/05', ['own', 'hearing']],
  ['before:2026-03-05', ['invoice', 'old']],
  ['after:03/01/2026 before:03/06/2026', ['hearing', 'invoice']],
  [`after:${Date.parse('2026-03-05T12:00:00Z') / 1000}`, ['own', 'hearing']],
  [`before:${Date.parse('2026-03-05T12:00:00Z') / 1000}`, ['invoice', 'old']],
  ['newer_than:2d', ['own']],
  ['newer_than:2d OR older_than:1y', ['own', 'old']],
  ['older_than:1y', ['old']],
  ['larger:300', ['invoice']],
  ['newer_than:soon', []],
  ['constructor:x', []],
  [')invoice( {', ['invoice']],
  ['"unfinished', []],
])('q=%s finds %j', async (q, expected) => {
  expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(expected)
})

test('a day in a query begins at midnight Pacific time', async () => {
  expect(await find(`q=${encodeURIComponent('after:2026/3/1 before:2026/3/2')}`)).toEqual(['invoice'])
  now = Date.parse('2026-04-02T07:59:59Z')
  names.set(await google.deliver(ana, 'Subject: late\r\n\r\n'), 'late')
  expect(await find(`q=${encodeURIComponent('after:2026/4/1 before:2026/4/2')}`)).toEqual(['late'])
  now = Date.parse('2026-03-08T12:00:00Z')
})

test('label ids must all be there, and spam and trash are left out unless asked for', async () => {
  expect(await find('labelIds=INBOX&labelIds=STARRED')).toEqual(['invoice'])
  expect(await find('labelIds=TRASH')).toEqual(['trash'])
  expect(await find('q=from:ben&includeSpamTrash=true')).toEqual(['trash', 'invoice', 'old'])
})

test('pages follow one another even when what the token stood on is gone', async () => {
  const first = await act<List>('GET /messages?maxResults=2')
  expect(first.body).toMatchObject({ resultSizeEstimate: 5, nextPageToken: expect.any(String) })
  const whole = await act<List>(`GET /messages?pageToken=${first.body.nextPageToken}`)
  expect(whole.body.messages?.map(({ id }) => names.get(id))).toEqual(['hearing', 'invoice', 'old'])
  const last = first.body.messages?.at(-1)?.id ?? ''
  await act(`POST /messages/${last}/trash`)
  const second = await act<List>(`GET /messages?maxResults=500&pageToken=${first.body.nextPageToken}`)
  expect(second.body.messages?.map(({ id }) => names.get(id))).toEqual(['hearing', 'invoice', 'old'])
  expect(second.body.nextPageToken).toBeUndefined()
  expect((await act('GET /messages?pageToken=nonsense')).status).toBe(400)
  await act(`POST /messages/${last}/untrash`)
})

test('a thread is found by any of its messages and listed once', async () => {
  const { body } = await act<{ threads: { id: string }[]; resultSizeEstimate: number }>('GET /threads?q=hearing')
  expect(body.threads.map(({ id }) => names.get(id))).toEqual(['own', 'hearing'])
})

test('hostile queries neither throw nor hang', async () => {
  for (const q of [
    '('.repeat(50_000),
    '-'.repeat(50_000),
    '{"'.repeat(20_000),
    'a:'.repeat(20_000),
    'x OR '.repeat(9_000),
  ]) {
    const response = await act(`GET /messages?q=${encodeURIComponent(q)}`)
    expect(response.status).toBe(200)
  }
})
