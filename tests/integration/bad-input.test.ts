import { beforeAll, expect, test } from 'vitest'
import { type Person, signIn } from '../support/person.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Person

beforeAll(async () => {
  ada = await signIn(world, 'ada@quill.example', 'Quill & Sons')
})

const LISTS = ['/api/drafts', '/api/threads']
const uuid = '00000000-0000-4000-8000-000000000000'
const cursor = (value: unknown) => encodeURIComponent(btoa(JSON.stringify(value)))

const cursors: Record<string, string> = {
  'no base64': '%%%25',
  'a word': 'next',
  'no JSON': btoa('{'),
  'another form': cursor({ at: 1 }),
  'no time': cursor(['yesterday', uuid]),
  'no id': cursor(['2026-01-01T00:00:00Z', 'x']),
  'a filter of its own': cursor([`2026-01-01T00:00:00Z",id.neq."`, uuid]),
  'the year nought': cursor(['0000-01-01T00:00:00Z', uuid]),
  'an hour no place on earth has': cursor(['2026-01-01T00:00:00+23:59', uuid]),
  'too much': 'a'.repeat(5000),
}

test.each(LISTS.flatMap((list) => Object.entries(cursors).map(([what, value]) => ({ list, what, value }))))(
  'a page marker of $list with $what is refused',
  async ({ list, value }) => {
    const answer = await ada.ask('GET', `${list}?cursor=${value}`)
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(answer.body.error).not.toMatch(/syntax|column|operator|json/i)
  },
)

test.each(['0', '-1', '101', '1e9', 'x', '', '1.5', 'NaN', 'null'])('a page of "%s" is refused', async (limit) => {
  for (const list of LISTS) {
    expect(await ada.ask('GET', `${list}?limit=${limit}`)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  }
})

test.each(['status=everything', 'client_id=x', "client_id=' or true", 'status=pending%00', 'status='])(
  'the queue asked for with %s is refused',
  async (query) => {
    expect(await ada.ask('GET', `/api/drafts?${query}`)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  },
)

test('what is not asked for is not looked at', async () => {
  const answer = await ada.ask('GET', '/api/drafts?admin=true&status=pending&status=sent&select=*,clients(*)')
  expect(answer).toMatchObject({ status: 200, body: { data: { items: [] } } })
})

test('a nested body, deep as it may be, is refused like any other', async () => {
  const body = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const answer = await ada.go('/api/account/codes', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  expect(answer.status).toBe(422)
})

test('HEAD answers like GET, without the words', async () => {
  for (const address of ['/api/drafts', '/api/insights/health', '/api/account/me']) {
    const [head, get] = await Promise.all([ada.go(address, { method: 'HEAD' }), ada.get(address)])
    expect([head.status, await head.text()]).toEqual([get.status, ''])
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
  }
})

test('nobody is invited across origins', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  const answer = await fetch(`${world.url}/api/drafts`, { method: 'OPTIONS', headers })
  expect(answer.status).toBe(405)
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('an error of ours is a number to ask about, never what went wrong', async () => {
  await world.supabase.sql`alter table public.threads rename to threads_hidden`
  const answer = await ada.ask('GET', '/api/threads')
  await world.supabase.sql`alter table public.threads_hidden rename to threads`
  expect(answer).toMatchObject({ status: 500, body: { success: false, code: 'unexpected' } })
  expect(JSON.stringify(answer.body)).not.toMatch(/threads|relation|column|at \w+ \(/)
  expect(Object.keys(answer.body).toSorted()).toEqual(['code', 'error', 'requestId', 'success'])
})

test('a body that never ends is cut off, told or not how long it is', async () => {
  const chunk = new Uint8Array(64_000).fill(0x20)
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += chunk.byteLength
      if (sent > 3_000_000) controller.close()
      else controller.enqueue(chunk)
    },
  })
  const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${world.url}/api/account/codes`, init as RequestInit)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ code: 'too_large' })
})
