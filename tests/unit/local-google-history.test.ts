import { beforeEach, expect, test } from 'vitest'
import { createGoogle, type Google } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
const day = 86_400_000
let now: number
let google: Google
let act: ReturnType<Google['actAs']>

type Ref = { id: string; threadId: string; labelIds?: string[] }
type Entry = {
  id: string
  messagesAdded?: { message: Ref }[]
  messagesDeleted?: { message: Ref }[]
  labelsAdded?: { message: Ref; labelIds: string[] }[]
  labelsRemoved?: { message: Ref; labelIds: string[] }[]
}
type History = { history?: Entry[]; historyId: string; nextPageToken?: string }

beforeEach(() => {
  now = Date.parse('2026-11-02T09:00:00Z')
  google = createGoogle({
    base: 'http://google.test',
    client: { id: 'c', secret: 's', redirectUris: [] },
    users: [{ email: ana, name: 'Ana Ruiz' }],
    now: () => now,
  })
  act = google.actAs(ana)
})

const position = async () => (await act<{ historyId: string }>('GET /profile')).body.historyId
const since = (start: string, more = '') => act<History>(`GET /history?startHistoryId=${start}${more}`)
const arrive = (subject: string) => google.deliver(ana, `Subject: ${subject}\r\n\r\nx`)

test('history ids grow unevenly and start beyond what a number can hold', async () => {
  const first = await position()
  expect(BigInt(first)).toBeGreaterThan(2n ** 53n)
  expect(String(Number(first))).not.toBe(first)
  for (const subject of ['a', 'b', 'c']) await arrive(subject)
  const ids = (await since(first)).body.history?.map(({ id }) => BigInt(id)) ?? []
  expect(ids).toEqual(ids.toSorted((one, other) => (one < other ? -1 : 1)))
  expect(new Set(ids).size).toBe(3)
})

test('the start is exclusive, and nothing new still answers where the mailbox stands', async () => {
  const id = await arrive('a')
  const here = await position()
  expect((await since(here)).body).toEqual({ historyId: here })
  await act(`POST /messages/${id}/modify`, { addLabelIds: ['STARRED'] })
  const { body } = await since(here)
  expect(body.history).toHaveLength(1)
  expect((await since(body.historyId)).body.history).toBeUndefined()
  expect((await act<{ historyId: string }>(`GET /messages/${id}?format=minimal`)).body.historyId).toBe(body.historyId)
  expect((await act<{ historyId: string }>(`GET /threads/${id}`)).body.historyId).toBe(body.historyId)
})

test('every kind of change is told apart, with the labels the message then had', async () => {
  const start = await position()
  const id = await arrive('a')
  await act(`POST /messages/${id}/modify`, { addLabelIds: ['STARRED', 'INBOX'], removeLabelIds: ['UNREAD', 'SPAM'] })
  await act(`POST /messages/${id}/trash`)
  await act(`POST /messages/${id}/untrash`)
  await act(`DELETE /messages/${id}`)
  const { history = [] } = (await since(start)).body
  const ref = { id, threadId: id }
  expect(history.map(({ id: _, ...entry }) => entry)).toEqual([
    { messages: [ref], messagesAdded: [{ message: { ...ref, labelIds: ['INBOX', 'UNREAD'] } }] },
    {
      messages: [ref],
      labelsAdded: [{ message: { ...ref, labelIds: ['INBOX', 'UNREAD', 'STARRED'] }, labelIds: ['STARRED'] }],
    },
    { messages: [ref], labelsRemoved: [{ message: { ...ref, labelIds: ['INBOX', 'STARRED'] }, labelIds: ['UNREAD'] }] },
    {
      messages: [ref],
      labelsAdded: [{ message: { ...ref, labelIds: ['INBOX', 'STARRED', 'TRASH'] }, labelIds: ['TRASH'] }],
    },
    { messages: [ref], labelsRemoved: [{ message: { ...ref, labelIds: ['STARRED', 'TRASH'] }, labelIds: ['INBOX'] }] },
    { messages: [ref], labelsRemoved: [{ message: { ...ref, labelIds: ['STARRED'] }, labelIds: ['TRASH'] }] },
    { messages: [ref], messagesDeleted: [{ message: { ...ref, labelIds: ['STARRED'] } }] },
  ])
})

test('history is filtered by type and label and read in pages', async () => {
  const start = await position()
  const ids = [await arrive('a'), await arrive('b'), await arrive('c')]
  await act('POST /messages/batchModify', { ids, addLabelIds: ['STARRED'] })
  const added = (await since(start, '&historyTypes=messageAdded')).body.history ?? []
  expect(added.flatMap(({ messagesAdded }) => messagesAdded?.map(({ message }) => message.id))).toEqual(ids)
  expect((await since(start, '&labelId=STARRED')).body.history).toHaveLength(3)
  expect((await since(start, '&historyTypes=labelAdded&historyTypes=messageAdded')).body.history).toHaveLength(6)
  const first = (await since(start, '&maxResults=4')).body
  const rest = (await since(start, `&maxResults=4&pageToken=${first.nextPageToken}`)).body
  expect([first.history?.length, rest.history?.length, rest.nextPageToken]).toEqual([4, 2, undefined])
  expect(first.historyId).toBe(await position())
  expect((await since(start, '&historyTypes=everything')).status).toBe(400)
})

test.each([
  ['expired by hand', 0],
  ['a week old', 8],
])('a start that is %s is not found, the newest one still is', async (_, days) => {
  const start = await position()
  await arrive('a')
  await arrive('b')
  now += days * day
  if (days === 0) google.expireHistory(ana)
  expect(await since(start)).toMatchObject({ status: 404, body: { error: { errors: [{ reason: 'notFound' }] } } })
  expect((await since(await position())).status).toBe(200)
})

test('a start never issued, or none at all, is refused', async () => {
  await arrive('a')
  expect((await since(String(BigInt(await position()) + 1n))).status).toBe(404)
  expect((await since('1')).status).toBe(404)
  expect((await since('soon')).status).toBe(400)
  expect((await act('GET /history')).status).toBe(400)
})

test('labels are made, counted, renamed and removed from every message', async () => {
  const { body: label } = await act<{ id: string }>('POST /labels', { name: 'Matters' })
  expect((await act('POST /labels', { name: 'matters' })).status).toBe(409)
  expect((await act('POST /labels', { name: 'Inbox' })).status).toBe(409)
  const id = await arrive('a')
  await act(`POST /threads/${id}/modify`, { addLabelIds: [label.id] })
  expect((await act(`GET /labels/${label.id}`)).body).toMatchObject({
    messagesTotal: 1,
    messagesUnread: 1,
    threadsTotal: 1,
  })
  await act(`PATCH /labels/${label.id}`, { name: 'Cases' })
  const { body } = await act<{ labels: { name: string; type: string }[] }>('GET /labels')
  expect(body.labels.filter(({ type }) => type === 'user')).toMatchObject([{ name: 'Cases' }])
  expect((await act(`DELETE /labels/${label.id}`)).status).toBe(204)
  expect((await act<Ref>(`GET /messages/${id}`)).body.labelIds).toEqual(['INBOX', 'UNREAD'])
  expect((await act('DELETE /labels/INBOX')).status).toBe(400)
})

test.each(['SENT', 'DRAFT', 'Label_404'])('the label %s cannot be given by hand', async (label) => {
  const id = await arrive('a')
  const refused = await act(`POST /messages/${id}/modify`, { addLabelIds: [label] })
  expect(refused).toMatchObject({ status: 400, body: { error: { message: `Invalid label: ${label}` } } })
})

test('the same moment may give two mailboxes the same message id', async () => {
  google.addUser({ email: 'ben@client.example', name: 'Ben' })
  const mine = await arrive('a')
  expect(await google.deliver('ben@client.example', 'Subject: b\r\n\r\n')).toBe(mine)
})

test('threads are trashed and erased as a whole', async () => {
  const id = await google.deliver(ana, 'Subject: a\r\nMessage-ID: <a@x.example>\r\n\r\n')
  await google.deliver(ana, 'Subject: Re: a\r\nIn-Reply-To: <a@x.example>\r\n\r\n')
  await act(`POST /threads/${id}/trash`)
  expect(google.mailbox(ana)).toMatchObject({ inbox: [], trash: [{}, {}] })
  expect((await act(`DELETE /threads/${id}`)).status).toBe(204)
  expect((await act(`GET /threads/${id}`)).status).toBe(404)
})

test('import dates by header and insert by arrival', async () => {
  const raw = Buffer.from('Date: Thu, 01 Jan 2026 00:00:00 +0000\r\nSubject: old\r\n\r\n').toString('base64url')
  const dateOf = async (call: string) => {
    const { body } = await act<Ref>(call, { raw, labelIds: ['INBOX'] })
    return Number((await act<{ internalDate: string }>(`GET /messages/${body.id}`)).body.internalDate)
  }
  expect(await dateOf('POST /messages/import')).toBe(Date.parse('2026-01-01T00:00:00Z'))
  expect(await dateOf('POST /messages')).toBe(now)
})

test('the metadata scope sees headers and may neither read nor search', async () => {
  const id = await google.deliver(ana, 'Subject: secret\r\nFrom: ben@client.example\r\n\r\nbody')
  const blind = google.actAs(ana, ['https://www.googleapis.com/auth/gmail.metadata'])
  expect((await blind(`GET /messages/${id}`)).status).toBe(403)
  expect((await blind('GET /messages?q=secret')).status).toBe(403)
  const { body } = await blind<{ payload: object }>(`GET /messages/${id}?format=metadata&metadataHeaders=from`)
  expect(body.payload).toEqual({ mimeType: 'text/plain', headers: [{ name: 'From', value: 'ben@client.example' }] })
})
