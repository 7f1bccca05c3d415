import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { createGoogle, type Google, type GoogleOptions } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
const ben = 'ben@client.example'

function start(options: Partial<GoogleOptions> = {}) {
  let now = Date.parse('2026-11-02T09:00:00Z')
  const google = createGoogle({
    base: 'http://google.test',
    client: { id: 'c', secret: 's', redirectUris: [] },
    users: [
      { email: ana, name: 'Ana Ruiz', sendAs: [{ email: 'office@ruiz-law.example', name: 'Ruiz Law' }] },
      { email: ben, name: 'Ben Client' },
      { email: 'kim@court.example', name: 'Kim Clerk' },
    ],
    now: () => now++,
    ...options,
  })
  return { google, act: google.actAs(ana), actBen: google.actAs(ben) }
}

type Brief = { id: string; threadId: string; labelIds: string[] }
type Draft = { id: string; message: Brief }
type History = {
  history?: { messagesAdded?: unknown; messagesDeleted?: unknown; labelsAdded?: unknown }[]
  historyId: string
}

const encode = (lines: string[]) => Buffer.from(lines.join('\r\n')).toString('base64url')
const letter = (to: string, ...more: string[]) => encode([`To: ${to}`, 'Subject: Deed', ...more, '', 'Hello'])

async function read(google: Google, address: string, index = 0) {
  const { inbox = [], sent = [] } = google.mailbox(address) ?? {}
  const id = (address === ana ? sent : inbox)[index]?.id ?? ''
  return PostalMime.parse(google.raw(address, id) ?? '')
}

test('a sent draft is consumed, once, and leaves both facts in the history', async () => {
  const { google, act } = start()
  const { body: draft } = await act<Draft>('POST /drafts', { message: { raw: letter(ben) } })
  const before = (await act<History>('GET /profile')).body.historyId
  const sent = await act<Brief>('POST /drafts/send', { id: draft.id })
  expect(sent.body).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    threadId: draft.message.threadId,
    labelIds: ['SENT'],
  })
  expect(sent.body.id).not.toBe(draft.message.id)
  expect((await act('POST /drafts/send', { id: draft.id })).status).toBe(404)
  expect((await act(`GET /drafts/${draft.id}`)).status).toBe(404)
  expect((await act(`GET /messages/${draft.message.id}`)).status).toBe(404)
  expect(google.mailbox(ben)?.inbox).toHaveLength(1)
  const { body } = await act<History>(`GET /history?startHistoryId=${before}`)
  expect(body.history).toMatchObject([
    { messagesDeleted: [{ message: { id: draft.message.id } }] },
    { messagesAdded: [{ message: { id: sent.body.id, labelIds: ['SENT'] } }] },
  ])
})

test('twenty concurrent sends of one draft send it once', async () => {
  const { google, act } = start()
  const { body: draft } = await act<Draft>('POST /drafts', { message: { raw: letter(ben) } })
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => act('POST /drafts/send', { id: draft.id })))
  expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(outcomes.filter(({ status }) => status === 404)).toHaveLength(19)
  expect(google.mailbox(ben)?.inbox).toHaveLength(1)
})

test.each(['DELETE /drafts/:draft', 'DELETE /messages/:message', 'POST /messages/:message/trash'])(
  'a draft its owner threw away with %s can neither be sent nor updated',
  async (call) => {
    const { google, act } = start()
    const { body: draft } = await act<Draft>('POST /drafts', { message: { raw: letter(ben) } })
    await act(call.replace(':draft', draft.id).replace(':message', draft.message.id))
    expect((await act('POST /drafts/send', { id: draft.id })).status).toBe(404)
    expect((await act(`PUT /drafts/${draft.id}`, { message: { raw: letter(ben) } })).status).toBe(404)
    expect((await act<{ drafts?: unknown }>('GET /drafts')).body.drafts).toBeUndefined()
    expect(google.mailbox(ben)?.inbox).toEqual([])
  },
)

test('what leaves has a Date and a new Message-ID, the same at both ends, and no Bcc for anyone', async () => {
  const { google, act } = start()
  const raw = encode([
    'To: ben@client.example',
    'Bcc: Kim <kim@court.example>',
    'Message-ID: <mine@app.example>',
    'X-Ref: 1',
    '',
    'Hi',
  ])
  await act('POST /messages/send', { raw })
  const [own, atBen, atKim] = [
    await read(google, ana),
    await read(google, ben),
    await read(google, 'kim@court.example'),
  ]
  expect(own.messageId).toMatch(/^<CA[\w-]+@mail\.gmail\.com>$/)
  expect([atBen.messageId, atKim.messageId]).toEqual([own.messageId, own.messageId])
  expect(own.bcc).toMatchObject([{ address: 'kim@court.example' }])
  expect([atBen.bcc, atKim.bcc]).toEqual([undefined, undefined])
  expect([atKim.returnPath, atKim.deliveredTo, atKim.text?.trim()]).toEqual([ana, 'kim@court.example', 'Hi'])
  expect(own.date).toMatch(/^2026-11-02T09:00/)
})

test('the Message-ID can be kept', async () => {
  const { google, act } = start({ preserveMessageId: true })
  await act('POST /messages/send', { raw: letter(ben, 'Message-ID: <mine@app.example>') })
  await act('POST /messages/send', { raw: letter(ben) })
  expect((await read(google, ben, 1)).messageId).toBe('<mine@app.example>')
  expect((await read(google, ben, 0)).messageId).toMatch(/@mail\.gmail\.com>$/)
})

test.each([
  ['nothing', [], ana],
  ['an alias', ['From: Ruiz Law <office@ruiz-law.example>'], 'office@ruiz-law.example'],
  ['a stranger', ['From: Judge <judge@court.example>'], ana],
])('From is %s and becomes one of the sender’s own', async (who, from, expected) => {
  const { google, act } = start()
  await act('POST /messages/send', { raw: letter(ben, ...from) })
  const mail = await read(google, ben)
  expect(mail.from?.address).toBe(expected)
  const original = mail.headers.find(({ key }) => key === 'x-google-original-from')?.value
  expect(original).toBe(who === 'a stranger' ? 'Judge <judge@court.example>' : undefined)
})

test.each([
  [[], 400, 'Recipient address required'],
  [['To: '], 400, 'Recipient address required'],
  [['To: ben'], 400, 'Invalid To header'],
  [['To: ben@client.example', 'Cc: nobody'], 400, 'Invalid Cc header'],
])('headers %j are refused and the draft stays', async (head, status, message) => {
  const { act } = start()
  const { body: draft } = await act<Draft>('POST /drafts', { message: { raw: encode([...head, '', 'x']) } })
  expect(await act('POST /drafts/send', { id: draft.id })).toMatchObject({ status, body: { error: { message } } })
  expect((await act(`GET /drafts/${draft.id}`)).status).toBe(200)
})

test('mail goes to everyone local once, by alias and tag too; the rest is noted as gone outside', async () => {
  const { google, actBen } = start()
  const raw = encode([
    'To: office@ruiz-law.example, ana+case@ruiz-law.example',
    'Cc: kim@court.example, Eve <eve@far.example>',
    'Bcc: spy@far.example',
    'Subject: All',
    '',
    'x',
  ])
  await actBen('POST /messages/send', { raw })
  expect(google.mailbox(ana)?.inbox).toHaveLength(1)
  expect(google.mailbox('kim@court.example')?.inbox).toMatchObject([{ unread: true, subject: 'All' }])
  expect(google.outside()).toMatchObject([{ from: ben, to: ['eve@far.example', 'spy@far.example'], subject: 'All' }])
  expect(Buffer.from(google.outside()[0]?.raw ?? []).toString()).not.toMatch(/bcc|spy@/i)
})

test('mail to oneself is one message, sent and received', async () => {
  const { google, act } = start()
  const { body } = await act<Brief>('POST /messages/send', { raw: letter(ana) })
  expect(body.labelIds.toSorted()).toEqual(['INBOX', 'SENT', 'UNREAD'])
  expect(google.mailbox(ana)?.all).toHaveLength(1)
})

test('a bouncing address sends back a delivery report that no one may answer', async () => {
  const { google, act } = start()
  await act('POST /messages/send', { raw: letter('x@bounce.test, bounce@far.example, fine@far.example') })
  const reports = google.mailbox(ana)?.inbox ?? []
  expect(reports).toHaveLength(2)
  const report = await PostalMime.parse(google.raw(ana, reports[0]?.id ?? '') ?? '')
  const header = (key: string) => report.headers.find((field) => field.key === key)?.value
  expect([header('auto-submitted'), header('return-path'), header('x-failed-recipients')]).toEqual([
    'auto-replied',
    '<>',
    'bounce@far.example',
  ])
  expect(report.attachments.map(({ mimeType }) => mimeType)).toContain('message/delivery-status')
  expect(report.inReplyTo).toBe((await read(google, ana)).messageId)
})

test('a conversation between two mailboxes is one thread on each side', async () => {
  const { google, act, actBen } = start()
  const first = (await act<Brief>('POST /messages/send', { raw: letter(ben) })).body
  const received = google.mailbox(ben)?.inbox[0]
  const messageId = (await read(google, ana)).messageId ?? ''
  const answer = encode([`To: ${ana}`, 'Subject: AW: Re: Deed', `In-Reply-To: ${messageId}`, '', 'Thanks'])
  const reply = await actBen<Brief>('POST /messages/send', { raw: answer, threadId: received?.threadId })
  expect(reply.body.threadId).toBe(received?.threadId)
  expect(google.mailbox(ana)?.inbox[0]).toMatchObject({ threadId: first.threadId, subject: 'AW: Re: Deed' })
  const thread = await act<{ messages: Brief[] }>(`GET /threads/${first.threadId}?format=minimal`)
  expect(thread.body.messages.map(({ labelIds }) => labelIds)).toEqual([['SENT'], ['INBOX', 'UNREAD']])
})

test.each([
  ['another subject', 'Something else', true, false],
  ['no reference', 'Re: Deed', false, false],
  ['both', 'RE: deed', true, true],
])('with threadId and %s, the reply joins the thread: %s', async (_, subject, referring, joins) => {
  const { google, act } = start()
  await google.deliver(ana, 'From: ben@client.example\r\nSubject: Deed\r\nMessage-ID: <d1@client.example>\r\n\r\nHi')
  const threadId = google.mailbox(ana)?.inbox[0]?.threadId
  const raw = encode([
    `To: ${ben}`,
    `Subject: ${subject}`,
    ...(referring ? ['References: <d1@client.example>'] : []),
    '',
    'x',
  ])
  const drafted = await act<Draft>('POST /drafts', { message: { raw, threadId } })
  const sent = await act<Brief>('POST /drafts/send', { id: drafted.body.id })
  expect(sent.body.threadId === threadId).toBe(joins)
  expect((await act<Brief>('POST /messages/send', { raw, threadId })).body.threadId === threadId).toBe(joins)
  expect((await act('POST /messages/send', { raw, threadId: 'ffffffffffffffff' })).status).toBe(404)
})

test('an arriving mail joins a thread only if it answers it under the same subject', async () => {
  const { google } = start()
  const arrive = (subject: string, references: string) =>
    google.deliver(
      ana,
      `Subject: ${subject}\r\nMessage-ID: <${references}-r@x.example>\r\nReferences: <${references}@x.example>\r\n\r\n`,
    )
  const first = await google.deliver(ana, 'Subject: Fwd: Deed\r\nMessage-ID: <a@x.example>\r\n\r\n')
  await arrive('Re: FWD: Deed', 'a')
  await arrive('Other', 'a')
  await arrive('Deed', 'unknown')
  const threads = google
    .mailbox(ana)
    ?.inbox.toReversed()
    .map(({ threadId }) => threadId === first)
  expect(threads).toEqual([true, true, false, false])
})

test('updating a draft keeps its id and thread and gives it a new message', async () => {
  const { act } = start()
  const { body: draft } = await act<Draft>('POST /drafts', { message: { raw: letter(ben) } })
  const { body: updated } = await act<Draft>(`PUT /drafts/${draft.id}`, {
    message: { raw: letter('kim@court.example') },
  })
  expect(updated).toMatchObject({ id: draft.id, message: { threadId: draft.message.threadId, labelIds: ['DRAFT'] } })
  expect(updated.message.id).not.toBe(draft.message.id)
  const { body: list } = await act<{ drafts: Draft[] }>('GET /drafts')
  expect(list.drafts).toEqual([{ id: draft.id, message: { id: updated.message.id, threadId: draft.message.threadId } }])
})
