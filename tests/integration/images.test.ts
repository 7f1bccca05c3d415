import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Conversation, type Message } from '../../core/threads/schema.ts'
import { letter } from '../support/letters.ts'
import { png } from '../support/png.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const PIXEL = png(1, 1)
const FILES: Record<string, Buffer> = {
  '/pixel.png': PIXEL,
  '/huge.png': png(50_000, 50_000),
  '/drawing.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  '/page.html': Buffer.from('<script>alert(1)</script>'),
  '/short.png': PIXEL.subarray(0, 20),
}
const asked: string[] = []
const elsewhere = http.createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(200, { 'content-type': 'image/png' }).end(FILES[request.url ?? ''])
})
await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
const world = await startWorld({ IMAGE_PROXY_ALLOW: host })
let ada: Practice
let eve: Practice
let address = ''
let message: Message

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
  const sources = [...Object.keys(FILES).map((file) => `http://${host}${file}`), 'http://10.0.0.1/private.png']
  const id = await world.google.deliver(
    ada.address,
    letter({
      from: 'Ben <ben@sorrel.example>',
      to: ada.address,
      body: `<p>Look, data-remote="0":</p>${sources.map((source) => `<img alt="it" src="${source}">`).join('')}`,
      headers: { 'Content-Type': 'text/html' },
    }),
  )
  await catchUp(world)
  const [row] = await world.supabase.sql<{ thread: string }[]>`
    select thread_id as thread from public.messages where gmail_message_id = ${id}`
  const conversation = await ada.expect(Conversation, 'GET', `/api/threads/${row?.thread}`)
  message = conversation.messages[0] as Message
  address = `/api/threads/${row?.thread}/messages/${message.id}`
})
afterAll(() => elsewhere.close())

test('reading a mail asks for none of its images, and names none of their hosts', async () => {
  const page = await ada.get(`${address}/html`)
  const html = await page.text()
  expect(message.remote_images).toBe(6)
  expect(html).not.toContain(host)
  expect(html).not.toMatch(/<img[^>]* src=/)
  expect(page.headers.get('content-security-policy')).toContain('img-src data:;')
  expect(asked).toEqual([])
})

test('asked for, they come through us, by their place, and from nowhere else', async () => {
  const page = await ada.get(`${address}/html?images=1`)
  const html = await page.text()
  const places = [...html.matchAll(/<img[^>]* src="([^"]+)"/g)].map(([, source]) => source)
  expect(places).toEqual([0, 1, 2, 3, 4, 5].map((nth) => `${world.url}${address}/images/${nth}`))
  expect(html).toContain('Look, data-remote="0":')
  expect(html).not.toContain(host)
  expect(page.headers.get('content-security-policy')).toContain(`img-src data: ${world.url}${address}/images/;`)

  const image = await ada.get(`${address}/images/0`)
  expect(Buffer.from(await image.arrayBuffer()).equals(PIXEL)).toBe(true)
  expect(Object.fromEntries(image.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(asked).toEqual(['/pixel.png'])
})

test.each([
  [1, 'too many picture elements'],
  [2, 'a drawing that could run'],
  [3, 'a page that calls itself a picture'],
  [4, 'a picture that breaks off'],
  [5, 'a private address'],
  [6, 'what the message does not have'],
])('image %i, %s, is not shown', async (nth) => {
  expect(await ada.ask('GET', `${address}/images/${nth}`)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('an image of somebody else’s mail, or at no place at all, is not to be had', async () => {
  const before = asked.length
  expect((await eve.ask('GET', `${address}/images/0`)).status).toBe(404)
  expect((await fetch(`${world.url}${address}/images/0`)).status).toBe(401)
  for (const nth of ['-1', 'x', '1e3', 'http:%2F%2Fevil.example']) {
    expect((await ada.ask('GET', `${address}/images/${nth}`)).status, nth).toBeGreaterThanOrEqual(404)
  }
  expect((await ada.ask('GET', `${address}/html?images=2`)).status).toBe(422)
  expect(asked).toHaveLength(before)
})
