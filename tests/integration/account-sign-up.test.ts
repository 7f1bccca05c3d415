import { afterEach, expect, test, vi } from 'vitest'
import { Me } from '../../core/account/schema.ts'
import { visitor } from '../../local/seed/browser.ts'
import { codeOf, codesTo } from '../support/code-of.ts'
import { signIn } from '../support/person.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const real = globalThis.fetch

afterEach(() => vi.unstubAllGlobals())

test('who signs somebody else up leaves nothing of theirs behind', async () => {
  const victim = 'victim@quill.example'
  const attack = { email: victim, name: 'Mallory', business: 'Mallory & Co', profession: 'legal', locale: 'ar' }
  await visitor(world.url).post('/api/account/sign-up', attack)
  await codeOf(world, victim)
  const owner = { email: victim, name: 'Vera', business: 'Vera Designs' }
  const asked = visitor(world.url)
  await asked.post('/api/account/sign-up', owner)
  const opened = await asked.post('/api/account/sessions', { email: victim, code: await codeOf(world, victim, 1) })
  const { data } = (await opened.json()) as { data: unknown }
  expect(Me.parse(data)).toMatchObject({
    name: 'Vera',
    locale: 'en',
    clients: [{ name: 'Vera Designs', profession: 'other' }],
  })

  const late = await signIn(world, victim, 'Mallory & Co')
  expect(late.me).toMatchObject({ name: 'Vera', clients: [{ name: 'Vera Designs' }] })
})

test('an account without a business gets one by signing up again', async () => {
  const someone = 'without@quill.example'
  const first = await signIn(world, someone, 'Soon gone')
  await world.supabase.sql`delete from public.clients where id = ${first.me.clients[0]?.id ?? ''}`
  await world.supabase.sql`update auth.users set raw_user_meta_data = '{}' where email = ${someone}`
  expect((await signIn(world, someone)).me.clients).toEqual([])
  expect((await signIn(world, someone, 'Found again')).me.clients).toMatchObject([
    { name: 'Found again', role: 'owner' },
  ])
})

test.each([
  ['Europe/Vienna', 'Europe/Vienna'],
  ['Atlantis/Harbour', 'UTC'],
])('a business is where its browser says, as far as we know the place: %s', async (timezone, kept) => {
  const email = `${timezone.length}@zones.example`
  const asked = visitor(world.url)
  await asked.post('/api/account/sign-up', { email, name: 'Zoe', business: 'Zones', timezone })
  const opened = await asked.post('/api/account/sessions', { email, code: await codeOf(world, email) })
  const { data } = (await opened.json()) as { data: unknown }
  expect(Me.parse(data).clients).toMatchObject([{ name: 'Zones', timezone: kept }])
})

test('a letter that cannot be sent at once is tried once more, and is one letter', async () => {
  const email = 'letters@quill.example'
  await signIn(world, email, 'Letters')
  const known = codesTo(world, email).length
  world.resend.faults.add({ kind: 'error' })
  expect((await visitor(world.url).post('/api/account/codes', { email })).status).toBe(202)
  expect(await codeOf(world, email, known)).toMatch(/^\d{6}$/)
  await world.afterwork.idle()
  expect(codesTo(world, email)).toHaveLength(known + 1)
})

test('no answer waits for what only a known address costs', async () => {
  await signIn(world, 'known@quill.example', 'Known')
  const release = holdAccounts()
  const asks = ['known@quill.example', 'unknown@quill.example'].flatMap((email) => [
    visitor(world.url).post('/api/account/codes', { email }),
    visitor(world.url).post('/api/account/sign-up', { email, name: 'K', business: 'K' }),
  ])
  expect((await Promise.all(asks)).map(({ status }) => status)).toEqual([202, 202, 202, 202])
  release()
  await world.afterwork.idle()
  expect(codesTo(world, 'known@quill.example')).toHaveLength(3)
})

/** The outside world takes its time over everything that touches an account, until released. */
function holdAccounts(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input)
    if (url.includes('/auth/v1/admin/') || url.includes('/local/resend/')) await promise
    return real(input, init)
  })
  return resolve
}
