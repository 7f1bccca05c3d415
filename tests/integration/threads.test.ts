import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { Conversation, type Message, ThreadPage } from '../../core/threads/schema.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

const bytes = randomBytes(3000)
const part = (head: string, body: string) => `--x\n${head}\n\n${body}\n`
const file = (name: string, type: string, content = bytes) =>
  part(
    `Content-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64`,
    content.toString('base64').replace(/.{76}/g, '$&\n'),
  )

test.each([
  ['plan.pdf', 'application/pdf'],
  ['page.html', 'text/html'],
  ['drawing.svg', 'image/svg+xml'],
  ['=?utf-8?B?157Xodee15ouZG9j?=', 'application/msword'],
  ['..\\\\..\\\\etc/pass\\"wd', 'application/javascript'],
  ['a;filename=b%0d%0aSet-Cookie: x=y', 'text/css'],
])('the attachment %s is saved byte by byte, and never shown', async (name, type) => {
  const { conversation, message } = await received({
    body: `${part('Content-Type: text/plain', 'See here?')}${file(name, type)}--x--`,
  })
  const [attachment] = message.attachments
  const answer = await ada.get(`/api/threads/${conversation.id}/attachments/${attachment?.id}`)

  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  const headers = Object.fromEntries(answer.headers)
  expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[^;"\s]+$/)
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers['x-request-id']).toBeDefined()
})

test('what is gone, or somebody else’s, is not found', async () => {
  const { conversation, message, id } = await received({ body: `${file('a.txt', 'text/plain')}--x--` })
  const address = `/api/threads/${conversation.id}/attachments/${message.attachments[0]?.id}`
  expect((await eve.ask('GET', address)).status).toBe(404)
  expect((await eve.ask('GET', `/api/threads/${conversation.id}/messages/${message.id}/html`)).status).toBe(404)

  const other = await received({ body: `${file('a.txt', 'text/plain')}--x--` })
  const crossed = `/api/threads/${other.conversation.id}/attachments/${message.attachments[0]?.id}`
  expect((await ada.ask('GET', crossed)).status).toBe(404)

  await world.google.actAs(ada.address)(`DELETE /messages/${id}`)
  expect(await ada.ask('GET', address)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('Gmail away for a moment is said, not mistaken for a missing file', async () => {
  const { conversation, message } = await received({ body: `${file('a.txt', 'text/plain')}--x--` })
  world.google.faults.add({ match: /\/messages\/\w+/, status: 503 })
  const address = `/api/threads/${conversation.id}/attachments/${message.attachments[0]?.id}`
  expect(await ada.ask('GET', address)).toMatchObject({ status: 502, body: { code: 'upstream_failed' } })
  expect((await ada.get(address)).status).toBe(200)
})

const HOSTILE = `<html><head><meta http-equiv=refresh content="0;url=https://evil.example"><base href="https://evil.example/">
<style>@import url(https://evil.example/a.css);body{background:url(https://evil.example/b)}</style><script>alert(1)</script></head>
<body onload="alert(2)"><p style="position:fixed;top:0;background:url(https://evil.example/c);color:red">Can you help?</p>
<img src="https://evil.example/pixel.gif" onerror="alert(3)"><img src=x srcset="https://evil.example/d 1x">
<a href="javascript:alert(4)">one</a><a href=" jav&#x09;ascript:alert(5)">two</a><a href="data:text/html,<script>6</script>">three</a>
<a href="https://good.example/?a=1&b=2">fine</a><form action="https://evil.example"><input name=a><button>go</button></form>
<iframe src="https://evil.example"></iframe><object data="https://evil.example"></object><embed src="https://evil.example">
<svg><script>alert(7)</script><a xlink:href="javascript:alert(8)">x</a></svg><math><mi xlink:href="javascript:9">m</mi></math>
<video src="https://evil.example/v" autoplay></video><link rel=stylesheet href="https://evil.example/e.css">
<table background="https://evil.example/f"><tr><td>cell</td></tr></table><!--><script>alert(10)</script>--></body></html>`

test('a hostile mail is shown as a page that runs, loads, submits and covers nothing', async () => {
  const { conversation, message } = await received({
    body: HOSTILE,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
  const answer = await ada.get(`/api/threads/${conversation.id}/messages/${message.id}/html`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/default-src 'none'/)
  expect(policy).toMatch(/sandbox(?!.*allow-scripts)(?!.*allow-forms)(?!.*allow-top-navigation)/)
  expect(policy).toMatch(/frame-ancestors 'self'/)
  expect(policy).toMatch(/form-action 'none'/)
  expect(policy).not.toMatch(/https?:|\*|script-src/)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')

  const html = (await answer.text()).replace(/<style>[^<]*<\/style>/, '')
  expect(html).toContain('Can you help?')
  expect(html).toContain('href="https://good.example/?a=1&amp;b=2"')
  expect(html).not.toMatch(/evil\.example|<script|<iframe|<form|<object|<svg|<math|<link|<video|javascript:|position/i)
  expect(html).not.toMatch(/\son\w+\s*=/i)
})

test('an access token that has just expired is renewed on downloads and pages, too', async () => {
  const { conversation, message } = await received({ body: `${file('a.txt', 'text/plain')}--x--` })
  const addresses = [
    `/api/threads/${conversation.id}`,
    `/api/threads/${conversation.id}/attachments/${message.attachments[0]?.id}`,
    `/api/threads/${conversation.id}/messages/${message.id}/html`,
    '/api/mailboxes/callback',
  ]
  for (const address of addresses) {
    const { status, cookies } = await withStaleAccess(address)
    expect(status, address).toBeLessThan(400)
    expect(cookies, address).toEqual(expect.arrayContaining(['__Host-access', '__Host-refresh']))
  }
})

test('an unchanged conversation costs nothing to ask for again', async () => {
  const { conversation } = await received({ body: `${part('Content-Type: text/plain', 'Still there?')}--x--` })
  const first = await ada.get(`/api/threads/${conversation.id}`)
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
  expect((await ada.go(`/api/threads/${conversation.id}`, { headers })).status).toBe(304)
})

test('conversations are read page by page, each once', async () => {
  const all = (await ada.expect(ThreadPage, 'GET', '/api/threads?limit=100')).items
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: ThreadPage = await ada.expect(
      ThreadPage,
      'GET',
      `/api/threads?limit=4${next && `&cursor=${encodeURIComponent(next)}`}`,
    )
    seen.push(...page.items.map(({ id }) => id))
    next = page.next
  }
  expect(seen).toEqual(all.map(({ id }) => id))
  expect((await eve.expect(ThreadPage, 'GET', `/api/threads?mailbox_id=${ada.mailbox}`)).items).toEqual([])
})

async function received({
  body,
  headers = { 'Content-Type': 'multipart/mixed; boundary=x' },
}: {
  body: string
  headers?: Record<string, string>
}) {
  const id = await world.google.deliver(
    ada.address,
    letter({ from: 'Ben <ben@sorrel.example>', to: ada.address, body, headers }),
  )
  await catchUp(world)
  const [row] = await world.supabase.sql<{ thread: string }[]>`
    select thread_id as thread from public.messages where gmail_message_id = ${id}`
  const conversation = await ada.expect(Conversation, 'GET', `/api/threads/${row?.thread}`)
  const [message] = conversation.messages as [Message]
  return { conversation, message, id }
}

/** A browser whose access cookie has run out: it sends only the other one. */
async function withStaleAccess(address: string) {
  const opened = await renewedCookies()
  const response = await fetch(`${world.url}${address}`, { headers: { cookie: opened }, redirect: 'manual' })
  return { status: response.status, cookies: response.headers.getSetCookie().map((line) => line.split('=')[0]) }
}

async function renewedCookies(): Promise<string> {
  const [row] = await world.supabase.sql<{ token: string }[]>`
    select token from auth.refresh_tokens where user_id = ${ada.me.id} and not revoked order by created_at desc limit 1`
  return `__Host-access=expired; __Host-refresh=${row?.token}`
}
