import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { Me } from '../../core/account/schema.ts'
import { visitor } from '../../local/seed/browser.ts'
import { codeOf, codesTo } from '../support/code-of.ts'
import { type Person, signIn } from '../support/person.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const email = 'ada@quill.example'
let ada: Person

beforeAll(async () => {
  ada = await signIn(world, email, 'Quill & Sons')
})

test('signing up twice is signing in: one person, one business, the first name', async () => {
  const again = await signIn(world, email, 'Another name')
  expect(again.me).toEqual(ada.me)
  expect(again.me.clients).toMatchObject([{ name: 'Quill & Sons', role: 'owner' }])
})

test('two tabs that open the first session at once make one business', async () => {
  const someone = 'twice@quill.example'
  await visitor(world.url).post('/api/account/sign-up', { email: someone, name: 'T', business: 'Twice' })
  const code = await codeOf(world, someone)
  const tabs = [1, 2, 3].map(() => visitor(world.url).post('/api/account/sessions', { email: someone, code }))
  const statuses = (await Promise.all(tabs)).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, 401, 401])
  const [row] = await world.supabase.sql<{ n: number }[]>`
    select count(*)::int as n from public.clients where name = 'Twice'`
  expect(row?.n).toBe(1)
})

test('a code works once, for its own address, for ten minutes', async () => {
  const someone = await freshCode('codes@quill.example')
  expect((await open(someone.email, someone.code)).status).toBe(201)
  expect((await open(someone.email, someone.code)).status).toBe(401)

  const other = await freshCode('other@quill.example')
  expect((await open(someone.email, other.code)).status).toBe(401)
  const late = await freshCode('late@quill.example')
  await world.supabase.sql`update auth.one_time_codes set created_at = now() - interval '11 minutes'`
  const answer = await open(late.email, late.code)
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated', success: false } })
})

test('a newer code replaces the older', async () => {
  const first = await freshCode('newer@quill.example')
  await visitor(world.url).post('/api/account/codes', { email: first.email })
  const second = await codeOf(world, first.email, 1)
  if (first.code !== second) expect((await open(first.email, first.code)).status).toBe(401)
  expect((await open(first.email, second)).status).toBe(201)
})

test('guessing ends early, and the right code does not help then', async () => {
  const { email: someone, code } = await freshCode('guessed@quill.example')
  const wrong = code === '000000' ? '000001' : '000000'
  const answers = []
  for (let n = 0; n < 12; n++) answers.push((await open(someone, wrong)).status)
  expect(answers.filter((status) => status === 401)).toHaveLength(10)
  expect(answers.slice(10)).toEqual([429, 429])
  expect(await open(someone, code)).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
})

test('too many codes are refused, and then no letter is written', async () => {
  const someone = 'flooded@quill.example'
  const statuses = []
  for (let n = 0; n < 12; n++)
    statuses.push(
      (await visitor(world.url).post('/api/account/sign-up', { email: someone, name: 'F', business: 'F' })).status,
    )
  await world.afterwork.idle()
  const letters = codesTo(world, someone)
  expect(statuses.at(-1)).toBe(429)
  expect(statuses.filter((status) => status === 202)).toHaveLength(letters.length)
  expect(letters.length).toBeLessThanOrEqual(10)
})

test('whether somebody has an account cannot be learnt', async () => {
  const [known, stranger] = await Promise.all(
    [email, 'nobody@nowhere.example'].map(async (address) => {
      const response = await visitor(world.url).post('/api/account/codes', { email: address })
      return { status: response.status, body: await response.json() }
    }),
  )
  expect(known).toEqual(stranger)
  await world.afterwork.idle()
  expect(world.resend.letters().filter(({ to }) => to.includes('nobody@nowhere.example'))).toEqual([])
  expect((await open('nobody@nowhere.example', '123456')).body.error).toBe((await open(email, '123456')).body.error)
})

test.each([
  ['name', 'a\0b'],
  ['name', '\ud800'],
  ['name', 'x'.repeat(121)],
  ['name', '   '],
  ['business', 'a\0b'],
  ['business', ''],
  ['email', 'no address'],
  ['email', `${'x'.repeat(250)}@quill.example`],
  ['email', 'two@quill.example, three@quill.example'],
  ['email', 'a@b.example\r\nBcc: c@d.example'],
  ['profession', 'pirate'],
  ['locale', 'xx'],
])('a sign-up whose %s is %j is refused by name', async (field, value) => {
  const body = { email: 'bad@quill.example', name: 'B', business: 'B', [field]: value }
  const response = await visitor(world.url).post('/api/account/sign-up', body)
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({ code: 'invalid', issues: [{ path: field }] })
})

test.each(['שרה לוי', 'z̷̡̢a̸̛͝l̵̨͘g̶̈́o', '👩🏽‍⚖️ Ada', "O'Brien; drop table--", '<b>Ada</b>'])(
  'the name %s is kept as it is',
  async (name) => {
    const someone = `named${++named}@quill.example`
    await visitor(world.url).post('/api/account/sign-up', { email: ` ${someone.toUpperCase()} `, name, business: name })
    const opened = await visitor(world.url).post('/api/account/sessions', {
      email: someone,
      code: await codeOf(world, someone),
    })
    const { data } = (await opened.json()) as { data: unknown }
    expect(Me.parse(data)).toMatchObject({ email: someone, name, clients: [{ name }] })
  },
)
let named = 0

test('cookies are for this host, for TLS and for no script', async () => {
  const { email: someone, code } = await freshCode('cookies@quill.example')
  const opened = await visitor(world.url).post('/api/account/sessions', { email: someone, code })
  const cookies = opened.headers.getSetCookie()
  expect(cookies).toHaveLength(2)
  for (const cookie of cookies)
    expect(cookie).toMatch(/^__Host-(access|refresh)=.+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
})

test('an expired access token is renewed on the way, on every kind of answer', async () => {
  const { access, refresh } = await session('renewed@quill.example')
  expect((await me(`__Host-access=${access}`)).status).toBe(200)
  const renewed = await me(`__Host-access=${await forged({ exp: 1 })}; __Host-refresh=${refresh}`)
  expect(renewed.status).toBe(200)
  expect(renewed.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
    '__Host-access',
    '__Host-refresh',
  ])
  const again = renewed.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  expect((await me(again)).status).toBe(200)
})

test('signing out ends every token of the session, and of no other', async () => {
  const other = await session('leaving@quill.example')
  const { access, refresh } = await session('leaving@quill.example')
  const renewed = await me(`__Host-refresh=${refresh}`)
  const [newer = ''] = renewed.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  expect((await me(newer)).status).toBe(200)
  const cookie = `__Host-access=${access}; __Host-refresh=${refresh}`
  const headers = { cookie, 'content-type': 'application/json' }
  const left = await fetch(`${world.url}/api/account/session`, { method: 'DELETE', headers })
  expect(left.status).toBe(200)
  expect(left.headers.getSetCookie().filter((line) => /Max-Age=0/.test(line))).toHaveLength(2)
  expect((await me(`__Host-refresh=${refresh}`)).status).toBe(401)
  expect((await me(`__Host-access=${access}`)).status).toBe(401)
  expect((await me(newer)).status).toBe(401)
  expect((await me(`__Host-access=${other.access}`)).status).toBe(200)
})

test('a forged, foreign, expired or mutilated token is nobody', async () => {
  const { access } = await session('forged@quill.example')
  const [head = '', body = '', mac = ''] = access.split('.')
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  const tokens = [
    await forged({}),
    await forged({ exp: 1 }),
    `${none}.${body}.`,
    `${head}.${body}.${mac.slice(0, -6)}AAAAAA`,
    `${head}.${Buffer.from('{"sub":"x","role":"service_role"}').toString('base64url')}.${mac}`,
    world.env.SUPABASE_PUBLISHABLE_KEY ?? '',
    world.env.SUPABASE_SECRET_KEY ?? '',
    'x',
    '..',
    'é',
  ]
  for (const token of tokens) {
    expect((await me(`__Host-access=${encodeURIComponent(token)}`)).status, token).toBe(401)
    expect((await me(`__Host-refresh=${encodeURIComponent(token)}`)).status, token).toBe(401)
  }
  expect((await fetch(`${world.url}/api/account/me`, { headers: { authorization: `Bearer ${access}` } })).status).toBe(
    401,
  )
})

test('another site cannot make a signed-in person do anything', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
    const { access } = await session(`origin${++named}@quill.example`)
    const response = await fetch(`${world.url}/api/account/session`, {
      method: 'DELETE',
      headers: { cookie: `__Host-access=${access}`, 'content-type': 'application/json', ...headers },
    })
    expect(response.status).toBe(403)
    expect((await me(`__Host-access=${access}`)).status).toBe(200)
  }
})

async function freshCode(address: string) {
  const known = codesTo(world, address).length
  await visitor(world.url).post('/api/account/sign-up', { email: address, name: 'Fresh', business: 'Fresh' })
  return { email: address, code: await codeOf(world, address, known) }
}

async function open(address: string, code: string) {
  const response = await visitor(world.url).post('/api/account/sessions', { email: address, code })
  return { status: response.status, body: (await response.json()) as { error?: string; code?: string } }
}

async function session(address: string): Promise<{ access: string; refresh: string }> {
  const { code } = await freshCode(address)
  const opened = await visitor(world.url).post('/api/account/sessions', { email: address, code })
  const [access = '', refresh = ''] = opened.headers.getSetCookie().map((cookie) => /=([^;]*)/.exec(cookie)?.[1] ?? '')
  return { access, refresh }
}

const me = (cookie: string) => fetch(`${world.url}/api/account/me`, { headers: { cookie } })

/** Signed well, by somebody else, under the key id of ours. */
async function forged({ exp = Math.floor(Date.now() / 1000) + 600 }): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const { kid } = { kid: 'local', ...(await exportJWK(publicKey)) }
  const issuer = `${world.env.SUPABASE_URL}/auth/v1`
  return new SignJWT({ role: 'authenticated', sub: ada.me.id, email, exp, aud: 'authenticated', iss: issuer })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(privateKey)
}
