import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { sign } from '../../local/google/keys.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

const now = () => Math.floor(Date.now() / 1000)
const claims = () => ({
  iss: 'https://accounts.google.com',
  aud: `${world.url}/api/hooks/gmail`,
  email: world.env.GMAIL_PUSH_ACCOUNT,
  email_verified: true,
  iat: now(),
  exp: now() + 600,
})
const notice = (say: unknown) => ({ message: { data: Buffer.from(JSON.stringify(say)).toString('base64') } })

test('a push that is Google’s is taken, and says whether it was of use', async () => {
  expect(await push(await sign(claims()), notice({ emailAddress: ada.address, historyId: 1 }))).toMatchObject({
    status: 200,
    body: { data: { accepted: true } },
  })
  expect(await push(await sign(claims()), notice({ emailAddress: 'nobody@nowhere.example' }))).toMatchObject({
    status: 200,
    body: { data: { accepted: false } },
  })
})

const without = (claim: string) => Object.fromEntries(Object.entries(claims()).filter(([name]) => name !== claim))

const lies: Record<string, () => Promise<string>> = {
  'no token': async () => '',
  'a word': async () => 'token',
  'another audience': () => sign({ ...claims(), aud: 'https://elsewhere.example/api/hooks/gmail' }),
  'no audience': () => sign(without('aud')),
  'another issuer': () => sign({ ...claims(), iss: 'https://accounts.elsewhere.example' }),
  'another service account': () => sign({ ...claims(), email: 'push@elsewhere.example' }),
  'an unverified account': () => sign({ ...claims(), email_verified: false }),
  'an account verified in words': () => sign({ ...claims(), email_verified: 'true' }),
  'an expired token': () => sign({ ...claims(), iat: now() - 7200, exp: now() - 3600 }),
  'a token without end': () => sign(without('exp')),
  'a token for later': () => sign({ ...claims(), nbf: now() + 3600 }),
  'a signature of somebody else': async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    const { kid = 'k' } = await exportJWK(publicKey)
    return new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
  },
  'a signature over something else': async () => {
    const [head, , mac] = (await sign(claims())).split('.')
    const other = Buffer.from(JSON.stringify({ ...claims(), sub: 'x' })).toString('base64url')
    return `${head}.${other}.${mac}`
  },
  'no signature': async () => {
    const [, body] = (await sign(claims())).split('.')
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  },
}

test.each(Object.entries(lies))('a push with %s is turned away and wakes nobody', async (_what, token) => {
  const [before] = await world.supabase.sql`select last_push_at from public.mailboxes`
  const answer = await push(await token(), notice({ emailAddress: ada.address }))
  expect(answer).toMatchObject({ status: 401, body: { success: false, code: 'unauthenticated' } })
  expect((await world.supabase.sql`select last_push_at from public.mailboxes`)[0]).toEqual(before)
})

test.each([
  ['broken base64', { message: { data: '%%%' } }],
  ['broken JSON', { message: { data: Buffer.from('{"emailAddress":').toString('base64') } }],
  ['no address', notice({})],
  ['an address that is none', notice({ emailAddress: "x' or true --" })],
  ['an array', notice([])],
  ['no data', { message: {} }],
  ['no message', {}],
  ['data without end', { message: { data: 'A'.repeat(5000) } }],
  ['nothing', null],
])('a signed push with %s is taken and of no use: it would never become readable', async (_what, body) => {
  expect(await push(await sign(claims()), body)).toMatchObject({ status: 200, body: { data: { accepted: false } } })
  expect(await push('', body)).toMatchObject({ status: 401 })
})

test('what an unreadable push was to tell is read by the sweep', async () => {
  world.google.faults.add({ push: 'lose' })
  const before = (await expectAccountedFor(world, ada.address)).length
  await world.google.deliver(ada.address, letter({ from: 'ben@sorrel.example', to: ada.address, subject: 'Untold' }))
  await push(await sign(claims()), { message: {} })
  await world.afterwork.idle()
  expect(await stored('Untold')).toBe(0)

  await world.clock.travel(7200)
  await sweep(world, 'mail-sweep')
  await catchUp(world)
  expect(await stored('Untold')).toBe(1)
  expect(await expectAccountedFor(world, ada.address)).toHaveLength(before + 1)
})

test('a push is not believed about the history, only about the news', async () => {
  await world.google.deliver(ada.address, letter({ from: 'ben@sorrel.example', to: ada.address }))
  for (const historyId of [0, -1, 'x', 2 ** 60, null]) {
    await push(await sign(claims()), notice({ emailAddress: ada.address.toUpperCase(), historyId }))
  }
  await catchUp(world)
  expect(await expectAccountedFor(world, ada.address)).toHaveLength(2)
})

test.each(['', 'wrong', 'Bearer', `${'x'.repeat(10_000)}`])(
  'a schedule rung with the secret "%.10s" stays silent',
  async (secret) => {
    const headers = { authorization: `Bearer ${secret}` }
    const response = await fetch(`${world.url}/api/hooks/cron/mail-sweep`, { method: 'POST', headers })
    expect(response.status).toBe(401)
  },
)

test('there are no schedules but those in the table', async () => {
  for (const job of ['nothing', 'constructor', '__proto__', 'toString', 'mail-sweep%00']) {
    const headers = { authorization: `Bearer ${world.env.CRON_SECRET}` }
    const response = await fetch(`${world.url}/api/hooks/cron/${job}`, { method: 'POST', headers })
    expect(response.status, job).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not_found' })
  }
})

async function stored(subject: string): Promise<number> {
  return (await world.supabase.sql`select from public.messages where subject = ${subject}`).length
}

async function push(token: string, body: unknown) {
  const response = await fetch(`${world.url}/api/hooks/gmail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
