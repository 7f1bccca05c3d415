import { beforeAll, expect, test } from 'vitest'
import { Conversation } from '../../core/threads/schema.ts'
import { letter } from '../support/letters.ts'
import { png } from '../support/png.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const SIGNET = png(2, 2)
const PAGE = Buffer.from('<script>alert(1)</script>')
const DRAWING = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

const world = await startWorld()
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('an image that came with a mail is shown where it stands, asked or not, and comes from nowhere else', async () => {
  const { at, id, html, attachments, page } = await received('<p>Hello <img alt="Signet" src="cid:signet@quill"></p>', [
    { id: 'signet@quill', type: 'image/png', content: SIGNET },
  ])
  expect(sourcesOf(html)).toEqual([`${world.url}${at}/inline/0`])
  expect(page.headers.get('content-security-policy')).toContain(`img-src data: ${world.url}${at}/inline/;`)
  expect(attachments).toMatchObject([{ inline: true }])

  const image = await ada.get(`${at}/inline/0`)
  expect(Buffer.from(await image.arrayBuffer()).equals(SIGNET)).toBe(true)
  expect(Object.fromEntries(image.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  })

  expect((await eve.ask('GET', `${at}/inline/0`)).status).toBe(404)
  expect((await fetch(`${world.url}${at}/inline/0`)).status).toBe(401)
  await world.google.actAs(ada.address)(`DELETE /messages/${id}`)
  expect(await ada.ask('GET', `${at}/inline/0`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('one that is named twice stands in both places, and of two of one name the first is meant', async () => {
  const { at, html, attachments } = await received('<img src="cid:one%40quill"><img src="CID:one@quill">', [
    { id: 'one@quill', type: 'image/png', content: SIGNET },
    { id: 'one@quill', type: 'image/png', content: png(3, 3) },
  ])
  expect(sourcesOf(html)).toEqual([`${world.url}${at}/inline/0`, `${world.url}${at}/inline/0`])
  expect(attachments.map(({ inline }) => inline)).toEqual([true, false])
  expect((await ada.ask('GET', `${at}/inline/1`)).status).toBe(404)
})

test.each([
  ['a drawing that could run', 'image/svg+xml', DRAWING],
  ['a page that calls itself a picture', 'image/png', PAGE],
  ['text that calls itself a picture', 'image/gif', Buffer.from('GIF, honestly')],
])('%s is a file to be saved, and no image of the mail', async (_, type, content) => {
  const { at, html, attachments } = await received('<img alt="Look" src="cid:x@quill">', [
    { id: 'x@quill', type, content },
  ])
  expect(html).toContain('<img alt="Look" />')
  expect(attachments).toMatchObject([{ inline: false }])
  expect(await ada.ask('GET', `${at}/inline/0`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('one that would unfold into too many picture elements is not handed on', async () => {
  const { at } = await received('<img src="cid:x@quill">', [
    { id: 'x@quill', type: 'image/png', content: png(50_000, 50_000) },
  ])
  expect((await ada.ask('GET', `${at}/inline/0`)).status).toBe(404)
})

test('a name that no part has, and a place that the sender writes himself, show nothing', async () => {
  const { at, html, attachments } = await received(
    '<img alt="a" src="cid:nobody@quill"><img alt="b" data-inline="0"><img alt="c" src="cid:"><img alt="d" src="cid:%">',
    [{ id: 'other@quill', type: 'image/png', content: SIGNET }],
  )
  expect(html.split('<body')[1]).not.toMatch(/src=|data-inline/)
  expect(attachments).toMatchObject([{ inline: false }])
  for (const place of ['0', '1', '-1', 'x']) {
    expect((await ada.ask('GET', `${at}/inline/${place}`)).status, place).toBe(404)
  }
})

type File = { id: string; type: string; content: Buffer }

/** A mail with files related to its HTML (RFC 2387), as its reader sees it. */
async function received(body: string, files: File[]) {
  const parts = files.map(
    ({ id, type, content }) =>
      `Content-Type: ${type}\nContent-ID: <${id}>\nContent-Transfer-Encoding: base64\n\n${content.toString('base64')}`,
  )
  const id = await world.google.deliver(
    ada.address,
    letter({
      from: 'Ben <ben@sorrel.example>',
      to: ada.address,
      headers: { 'Content-Type': 'multipart/related; boundary="b"' },
      body: `${['', `Content-Type: text/html\n\n${body}`, ...parts].join('\n--b\n')}\n--b--`.trimStart(),
    }),
  )
  await catchUp(world)
  const [row] = await world.supabase.sql<{ thread: string; message: string }[]>`
    select thread_id as thread, id as message from public.messages where gmail_message_id = ${id}`
  const { messages } = await ada.expect(Conversation, 'GET', `/api/threads/${row?.thread}`)
  const at = `/api/threads/${row?.thread}/messages/${row?.message}`
  const page = await ada.get(`${at}/html`)
  return { id, at, page, html: await page.text(), attachments: messages[0]?.attachments ?? [] }
}

const sourcesOf = (html: string) => [...html.matchAll(/<img[^>]* src="([^"]+)"/g)].map(([, source]) => source)
