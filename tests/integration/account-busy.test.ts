import { afterEach, expect, test, vi } from 'vitest'
import { visitor } from '../../local/seed/browser.ts'
import { codeOf } from '../support/code-of.ts'
import { signIn } from '../support/person.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const real = globalThis.fetch

afterEach(() => vi.unstubAllGlobals())

test('a busy sign-in service signs nobody out, and the next try works', async () => {
  const cookie = await refreshCookieOf('busy@quill.example')
  refuseAsBusy(/\/token\?/)
  const refused = await me(cookie)
  expect(refused.status).toBe(502)
  expect(await refused.json()).toMatchObject({ code: 'upstream_failed' })
  expect(refused.headers.getSetCookie()).toEqual([])

  vi.unstubAllGlobals()
  expect((await me(cookie)).status).toBe(200)
})

test('a right code is never called wrong because the sign-in service is busy', async () => {
  const email = 'hurried@quill.example'
  await visitor(world.url).post('/api/account/sign-up', { email, name: 'H', business: 'Hurried' })
  const code = await codeOf(world, email)
  refuseAsBusy(/\/verify/)
  const refused = await visitor(world.url).post('/api/account/sessions', { email, code })
  expect(refused.status).toBe(502)
  expect(await refused.json()).toMatchObject({ code: 'upstream_failed' })

  vi.unstubAllGlobals()
  expect((await visitor(world.url).post('/api/account/sessions', { email, code })).status).toBe(201)
})

test('a sign-out that did not reach the sign-in service is not called done', async () => {
  const person = await signIn(world, 'stays@quill.example', 'Stays')
  refuseAsBusy(/\/logout/)
  expect(await person.ask('DELETE', '/api/account/session')).toMatchObject({
    status: 502,
    body: { code: 'upstream_failed' },
  })
})

/** The outside world, not ours: what GoTrue says when too many people come at once. */
function refuseAsBusy(address: RegExp): void {
  vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.includes('/auth/v1/') || !address.test(url)) return real(input, init)
    const body = { code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' }
    return Promise.resolve(Response.json(body, { status: 429 }))
  })
}

/** As after an hour: the browser has dropped the access cookie and keeps the other one. */
async function refreshCookieOf(email: string): Promise<string> {
  await visitor(world.url).post('/api/account/sign-up', { email, name: 'B', business: 'Busy' })
  const code = await codeOf(world, email)
  const opened = await visitor(world.url).post('/api/account/sessions', { email, code })
  const kept = opened.headers.getSetCookie().find((line) => line.startsWith('__Host-refresh='))
  return kept?.split(';')[0] ?? ''
}

const me = (cookie: string) => fetch(`${world.url}/api/account/me`, { headers: { cookie } })
