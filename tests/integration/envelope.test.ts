import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { Door } from '../../api/_http/door.ts'
import { Source } from '../../core/knowledge/schema.ts'
import { Mailboxes } from '../../core/mailboxes/schema.ts'
import { DOOR_NAMES } from '../../local/doors.ts'
import { codeOf } from '../support/code-of.ts'
import { drafted } from '../support/drafted.ts'
import { letter } from '../support/letters.ts'
import { signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const doors = await Promise.all(
  DOOR_NAMES.map(async (name) => ((await import(`../../api/${name}.ts`)) as { default: Door }).default),
)
const routes = doors.flatMap(({ name, routes }) =>
  routes.map((route) => ({ ...route, ...addressOf(name, route.path) })),
)
const CODE = 'the code from the letter'
/** Enough for every route that takes a body about something named. */
const VALID = {
  cap: 0,
  claims: [1],
  instruction: 'x',
  wording: 1,
  hash: 'a'.repeat(64),
  version: 1,
  body: 'x',
  filename: 'a.txt',
  content: 'aGk=',
  undo_seconds: 5,
  source_id: '00000000-0000-4000-8000-000000000000',
  title: 'x',
  greeting: 'x',
  scope: 'everywhere',
  reason: 'other',
  kind: 'instruction',
  restores: 1,
}
const ELSEWHERE = [
  'DELETE /api/account/session',
  'DELETE /api/drafts/:id/attachments/:attachment',
  'DELETE /api/knowledge/gates/:id',
  'DELETE /api/knowledge/memories/:id',
  'DELETE /api/knowledge/rules/:id',
  'DELETE /api/knowledge/sources/:id',
  'DELETE /api/threads/:id/messages/:message/images',
  'GET /api/insights/dead-letters',
  'GET /api/mailboxes/callback',
  'GET /api/threads/:id/messages/:message/images/:nth',
  'GET /api/threads/:id/messages/:message/inline/:position',
  'POST /api/drafts/:id/approve',
  'POST /api/drafts/:id/attach-known',
  'POST /api/drafts/:id/choose',
  'POST /api/drafts/:id/rewrite',
  'POST /api/hooks/gmail',
  'POST /api/insights/dead-letters/:id/retry',
  'POST /api/knowledge/trials',
  'POST /api/mailboxes/:id/disconnect',
  'POST /api/mailboxes/:id/ledger/:message/draft-anyway',
  'POST /api/mailboxes/:id/ledger/:message/retry',
  'POST /api/threads/:id/messages/:message/images',
]

let ada: Practice
let ids: Record<string, string>

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  const { draft } = await drafted(world, ada, 'ben@sorrel.example')
  const attachment = `--x\nContent-Type: text/plain\n\nPlease read this?\n--x\nContent-Disposition: attachment; filename=a.txt\n\nhello\n--x--`
  const headers = { 'Content-Type': 'multipart/mixed; boundary=x' }
  await world.google.deliver(
    ada.address,
    letter({ from: 'ben@sorrel.example', to: ada.address, headers, body: attachment }),
  )
  await world.settled()
  const [hung] = await world.supabase.sql<{ id: string; message: string; thread: string }[]>`
    select a.id, a.message_id as message, m.thread_id as thread
    from public.attachments a join public.messages m on m.id = a.message_id`
  const [told] = await world.supabase.sql<{ voice: string; memory: string }[]>`
    with memory as (
      insert into public.memories (client_id, scope, body, origin) values (${ada.client}, 'everywhere', 'Be brief.', 'person')
      returning id
    )
    insert into public.voices (client_id, language) values (${ada.client}, 'en') returning id as voice, (select id from memory) as memory`
  const [laid] = await world.supabase.sql<{ id: string }[]>`
    insert into public.rules (client_id, kind, body) values (${ada.client}, 'instruction', 'Be brief.') returning id`
  const known = { client_id: ada.client, kind: 'text', title: 'Fees', text: 'The fee is fixed.' }
  ids = {
    source: (await ada.expect(Source, 'POST', '/api/knowledge/sources', known)).id,
    voice: told?.voice ?? '',
    memory: told?.memory ?? '',
    rule: laid?.id ?? '',
    draft: draft.id,
    hash: draft.content_hash,
    thread: hung?.thread ?? '',
    message: hung?.message ?? '',
    attachment: hung?.id ?? '',
  }
})

const Failure = z.strictObject({
  success: z.literal(false),
  error: z.string().regex(/^[A-Z].*[^.]$/s),
  code: z.string().regex(/^[a-z]+(_[a-z]+)*$/),
  requestId: z.uuid(),
  issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})

const spoken = routes.filter(({ failed }) => !failed)

test.each(spoken)('$method $address keeps strangers out, in the envelope', async ({ method, address, access }) => {
  const response = await send(method, address, access === 'machine' ? '{"message":{"data":""}}' : '{}')
  if (access !== 'public') {
    await expectFailure(response, 401)
    expect(response.headers.get('set-cookie') ?? '').not.toMatch(/__Host-\w+=[^;]/)
  } else expect(response.status).toBeLessThan(502)
})

const open = routes.filter(({ answer }) => !(answer instanceof z.ZodNever))

test.each(open)('$method $address takes no other method', async ({ address }) => {
  const taken = routes.filter((route) => route.address === address).map(({ method }) => method)
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].filter(
    (each) => !taken.includes(each),
  )) {
    if (method === 'HEAD' && taken.includes('GET')) continue
    const response = await send(method, address)
    expect(response.headers.get('allow')?.split(', ').toSorted()).toEqual(expect.arrayContaining(taken.toSorted()))
    if (method === 'HEAD') expect(response.status).toBe(405)
    else await expectFailure(response, 405, 'method_not_allowed')
  }
})

const CLOSED = ['billing', 'clients', 'onboarding', 'outreach', 'support']
const announced = CLOSED.flatMap((name) => [`/api/${name}`, `/api/${name}/${UNKNOWN}`, `/api/${name}/checkout/a/b`])

test.each([...announced, '/api/hooks/stripe', '/api/hooks/resend'])('%s is announced, not open', async (address) => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const failure = await expectFailure(await send(method, address), 501, 'not_available')
    expect(failure.error).toMatch(/^Not available yet: /)
  }
  expect((await send('HEAD', address)).status).toBe(501)
})

test.each(routes.filter(({ body }) => body))('$method $address refuses what is not what it asks for', async (route) => {
  const { method, address } = route
  const go = (body: BodyInit, type = 'application/json') =>
    ada.go(address, { method, body, headers: { 'content-type': type, ...secret(address) } })
  await expectFailure(await go('{"half'), 400, 'malformed')
  await expectFailure(await go(''), 400, 'malformed')
  await expectFailure(await go('{}', 'text/plain'), 415)
  await expectFailure(await go('a=b', 'application/x-www-form-urlencoded'), 415)
  await expectFailure(await go(new Uint8Array([0xff, 0xfe, 0x00])), 400)
  // Whose it is decides there, not what it says.
  if (address === '/api/hooks/gmail') return
  for (const garbage of ['null', '[]', '7', '"text"', '{"__proto__":{"a":1}}', '[[[[[[[[]]]]]]]]']) {
    const failure = await expectFailure(await go(garbage), 422, 'invalid')
    expect(failure.issues?.length).toBeGreaterThan(0)
  }
  await expectFailure(
    await go(JSON.stringify({ a: 'x'.repeat((route.mostBytes ?? 1_000_000) + 100_000) })),
    413,
    'too_large',
  )
})

test.each(routes.filter(({ address }) => address.includes(UNKNOWN)))(
  '$method $address says that nothing is there, whoever asks for what',
  async ({ method, address, access, body }) => {
    if (access !== 'person') return
    const valid = body ? JSON.stringify(VALID) : undefined
    for (const id of [UNKNOWN, 'x', '1', '%00', '%E0%A4%A', "'; drop table drafts; --", '..%2f..', 'a'.repeat(3000)]) {
      const target = address.replaceAll(UNKNOWN, id.includes('%') ? id : encodeURIComponent(id))
      const response = await ada.go(target, init(method, valid))
      await expectFailure(response, 404, 'not_found')
    }
  },
)

test('every answer has exactly the form its route promises', async () => {
  const { draft = '', thread = '', source = '', message = '', attachment = '', hash = '' } = ids
  const email = 'newcomer@quill.example'
  const mailbox = (await ada.expect(Mailboxes, 'GET', '/api/mailboxes')).items[0]?.id
  const calls: [string, unknown?][] = [
    ['POST /api/account/sign-up', { email, name: 'New', business: 'Newcomers' }],
    ['POST /api/account/codes', { email: ada.address }],
    ['POST /api/account/sessions', { email: ada.address, code: CODE }],
    ['GET /api/account/me'],
    ['GET /api/mailboxes'],
    ['POST /api/mailboxes/connect', { client_id: ada.client }],
    [`GET /api/mailboxes/${mailbox}/health`],
    [`GET /api/mailboxes/${mailbox}/ledger`],
    [`POST /api/mailboxes/${mailbox}/draft-existing`, {}],
    [`POST /api/mailboxes/${mailbox}/pause`, {}],
    [`POST /api/mailboxes/${mailbox}/resume`, {}],
    [`PATCH /api/account/clients/${ada.client}`, { undo_seconds: 10 }],
    [`GET /api/account/clients/${ada.client}/budget`],
    [`PATCH /api/account/clients/${ada.client}/budget`, { cap: 5_000_000 }],
    ['GET /api/threads'],
    [`GET /api/threads/${thread}`],
    [`GET /api/threads/${thread}/messages/${message}/html`],
    [`GET /api/threads/${thread}/attachments/${attachment}`],
    ['GET /api/drafts'],
    [`GET /api/drafts/${draft}`],
    [`GET /api/drafts/${draft}/receipt`],
    [`PATCH /api/drafts/${draft}`, { version: 1, body: 'Another wording' }],
    [`POST /api/drafts/${draft}/attachments`, { version: 2, filename: 'a.txt', content: 'aGk=' }],
    [`POST /api/drafts/${draft}/vouch`, { claims: [1] }],
    [`POST /api/drafts/${draft}/discard`, {}],
    [`POST /api/drafts/${draft}/discard-reason`, { reason: 'not_needed' }],
    [`GET /api/insights/scorecard/${ada.client}`],
    [`POST /api/drafts/${draft}/undo`, {}],
    ['GET /api/knowledge/gates'],
    ['POST /api/knowledge/gates', { client_id: ada.client, kind: 'topic', value: 'Adoption' }],
    ['GET /api/knowledge/sources'],
    ['POST /api/knowledge/sources', { client_id: ada.client, kind: 'answer', question: 'Do you?', answer: 'We do.' }],
    [`GET /api/knowledge/sources/${source}`],
    [`PATCH /api/knowledge/sources/${source}`, { title: 'Fees of this year' }],
    [`POST /api/knowledge/sources/${source}/read`, {}],
    [`GET /api/knowledge/sources/${source}/passages`],
    ['POST /api/knowledge/search', { client_id: ada.client, query: 'What is the fee?' }],
    ['GET /api/knowledge/voice'],
    [`PATCH /api/knowledge/voice/${ids.voice}`, { greeting: 'Dear [name],' }],
    ['POST /api/knowledge/voice', { client_id: ada.client }],
    ['GET /api/knowledge/memories'],
    [
      'POST /api/knowledge/memories',
      { client_id: ada.client, scope: 'topic', scope_value: 'lease', body: 'Be brief.' },
    ],
    [
      `PATCH /api/knowledge/memories/${ids.memory}`,
      { scope: 'domain', scope_value: 'sorrel.example', body: 'Be kind.' },
    ],
    ['GET /api/knowledge/rules'],
    [
      'POST /api/knowledge/rules',
      { client_id: ada.client, kind: 'snippet', name: 'Parking', scope: 'everywhere', body: 'Behind the house.' },
    ],
    [
      `PATCH /api/knowledge/rules/${ids.rule}`,
      { version: 1, kind: 'instruction', scope: 'domain', scope_value: 'sorrel.example', body: 'Be kind.' },
    ],
    [`GET /api/knowledge/rules/${ids.rule}/versions`],
    [`POST /api/knowledge/rules/${ids.rule}/restore`, { version: 2, restores: 1 }],
    ['POST /api/knowledge/trials/find', { client_id: ada.client, scope: 'everywhere' }],
    ['GET /api/insights/health'],
    ['GET /api/insights/openapi.json'],
    ['POST /api/hooks/cron/mail-sweep'],
  ]
  const seen = new Set<string>()
  for (const [call, json] of calls) {
    const [method = '', address = ''] = call.split(' ')
    const text = json === undefined ? undefined : JSON.stringify(json)
    const body = text?.includes(CODE) ? text.replace(CODE, await codeOf(world, ada.address, 1)) : text
    const response = await ada.go(address, init(method, body, secret(address)))
    const route = routes.find((each) => each.method === method && matches(each.pattern, address))
    expect(response.status, call).toBe(route?.status ?? 200)
    seen.add(`${method} ${route?.pattern}`)
    if (!route?.answer) continue
    const told = z.strictObject({ success: z.literal(true), data: z.unknown() }).parse(await response.json())
    expect(route.answer.parse(told.data), call).toEqual(told.data)
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  const unseen = routes.filter(({ method, pattern, path }) => path !== 'GET /' && !seen.has(`${method} ${pattern}`))
  // These end what the others need, or are machines': their own tests cover them.
  expect(unseen.map(({ method, pattern }) => `${method} ${pattern}`).toSorted()).toEqual(ELSEWHERE)
})

test('every request has an id of its own, whatever the caller calls it', async () => {
  const theirs = { 'x-request-id': 'injected\u00e9', accept: 'text/html' }
  const answers = await Promise.all([1, 2].map(() => ada.ask('GET', '/api/drafts/nowhere', undefined, theirs)))
  const [first, second] = answers.map(({ body }) => body.requestId)
  expect(first).toMatch(/^[0-9a-f-]{36}$/)
  expect(first).not.toBe(second)
})

test('what is nowhere says so in the envelope', async () => {
  for (const address of ['/api/drafts/a/b/c/d', '/api/account', '/api/hooks', '/api/hooks/cron']) {
    await expectFailure(await fetch(`${world.url}${address}`, { method: 'POST' }), 404, 'not_found')
  }
  const nowhere = await fetch(`${world.url}/api/nothing`)
  expect(Failure.parse(await nowhere.json())).toMatchObject({ code: 'not_found' })
})

test('two people who ask for the same thing get the same words, whether it is theirs or not', async () => {
  const eve = await signIn(world, 'eve@quill.example', 'Eavesdroppers')
  for (const address of [
    `/api/drafts/${ids.draft}`,
    `/api/threads/${ids.thread}`,
    `/api/mailboxes/${ada.mailbox}/health`,
  ]) {
    const [foreign, missing] = await Promise.all([
      eve.ask('GET', address),
      eve.ask('GET', address.replace(/[0-9a-f-]{36}/, randomUUID())),
    ])
    expect(foreign.status).toBe(404)
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
  }
})

function addressOf(name: string, path: string) {
  const [method = '', rest = ''] = path.split(' ')
  const pattern = `/api/${name}${rest === '/' ? '' : rest}`
  return { method, pattern, address: pattern.replace(/:job/, 'mail-sweep').replace(/:\w+/g, UNKNOWN) }
}

const matches = (pattern: string, address: string) =>
  new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(address)

const secret = (address: string) =>
  address.includes('/cron/') ? { authorization: `Bearer ${world.env.CRON_SECRET}` } : {}

function init(method: string, body?: string, headers: Record<string, string> = {}): RequestInit {
  const json = { 'content-type': 'application/json', ...headers }
  return ['GET', 'HEAD'].includes(method) ? { method, headers } : { method, headers: json, ...(body && { body }) }
}

const send = (method: string, address: string, body?: string) => fetch(`${world.url}${address}`, init(method, body))

async function expectFailure(response: Response, status: number, code?: string): Promise<z.infer<typeof Failure>> {
  const text = await response.text()
  expect(response.status, text).toBe(status)
  expect(text).not.toMatch(/\bat .+:\d+|node_modules|postgres|supabase|relation "/i)
  const failure = Failure.parse(JSON.parse(text))
  if (code) expect(failure.code).toBe(code)
  expect(response.headers.get('x-request-id')).toBe(failure.requestId)
  return failure
}
