import { createHash } from 'node:crypto'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { createGoogle, type Google } from '../../local/google/create.ts'

const send = 'https://www.googleapis.com/auth/gmail.send'
const readonly = 'https://www.googleapis.com/auth/gmail.readonly'
const callback = 'https://app.example/callback?from=google'
let now = Date.parse('2026-11-02T09:00:00Z')

function google(): Google {
  return createGoogle({
    base: 'http://google.test/box',
    client: { id: 'client-1', secret: 'secret-1', redirectUris: [callback] },
    users: [
      { email: 'ana@ruiz-law.example', name: 'Ana <Ruiz>' },
      { email: 'ben@client.example', name: 'Ben Client' },
    ],
    now: () => now,
  })
}

type Extra = Record<string, string>

function request(extra: Extra = {}): URLSearchParams {
  return new URLSearchParams({
    client_id: 'client-1',
    redirect_uri: callback,
    response_type: 'code',
    scope: `openid email ${send} ${readonly}`,
    state: 'st&te',
    access_type: 'offline',
    ...extra,
  })
}

async function decide(box: Google, extra: Extra = {}, granted = [send, readonly], decision = 'allow'): Promise<URL> {
  const form = request({ account: 'ana@ruiz-law.example', decision, ...extra })
  for (const scope of granted) form.append('granted', scope)
  const response = await box.app.request('/o/oauth2/v2/auth', { method: 'POST', body: form })
  return new URL(response.headers.get('location') ?? 'about:blank')
}

type Tokens = {
  access_token: string
  refresh_token?: string
  id_token: string
  scope: string
  expires_in: number
  error?: string
  error_description?: string
}

async function token(box: Google, form: Extra): Promise<{ status: number; body: Tokens }> {
  const client = { client_id: 'client-1', client_secret: 'secret-1', redirect_uri: callback }
  const response = await box.app.request('/token', {
    method: 'POST',
    body: new URLSearchParams({ ...client, ...form }),
  })
  return { status: response.status, body: await response.json() }
}

const exchange = (box: Google, target: URL, extra: Extra = {}) =>
  token(box, { grant_type: 'authorization_code', code: target.searchParams.get('code') ?? '', ...extra })

async function signIn(box: Google, extra: Extra = {}, granted = [send, readonly]): Promise<Tokens> {
  return (await exchange(box, await decide(box, extra, granted))).body
}

async function gmail(box: Google, path: string, accessToken: string): Promise<Response> {
  return box.app.request(`/gmail/v1/users/${path}`, { headers: { authorization: `Bearer ${accessToken}` } })
}

test('the consent screen works without script or inline style and lets the browser follow the redirect', async () => {
  const response = await google().app.request(`/o/oauth2/v2/auth?${request()}`)
  const page = await response.text()
  expect(page).not.toMatch(/<script|<style|style=|onclick/)
  expect(page).toContain('Ana &lt;Ruiz&gt;')
  expect(page.match(/type="checkbox"/g)).toHaveLength(4)
  expect(page.match(/type="radio"/g)).toHaveLength(2)
  expect(page).toContain('href="/box/o/oauth2/v2/auth/style.css"')
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self' https://app.example;")
})

test('a login hint leaves one account to choose', async () => {
  const page = await google().app.request(`/o/oauth2/v2/auth?${request({ login_hint: 'Ben@client.example' })}`)
  expect((await page.text()).match(/type="radio"/g)).toHaveLength(1)
})

test.each([
  ['a stranger client', { client_id: 'other' }, 401],
  ['an unregistered redirect', { redirect_uri: 'https://evil.example/' }, 400],
  ['a token response', { response_type: 'token' }, 400],
  ['no scope', { scope: '' }, 400],
  ['an unknown challenge method', { code_challenge: 'x', code_challenge_method: 'S512' }, 400],
])('%s gets an error page and never a redirect', async (_, extra: Extra, status) => {
  const box = google()
  const page = await box.app.request(`/o/oauth2/v2/auth?${request(extra)}`)
  const posted = await box.app.request('/o/oauth2/v2/auth', {
    method: 'POST',
    body: request({ ...extra, decision: 'allow' }),
  })
  expect([page.status, posted.status, posted.headers.get('location')]).toEqual([status, status, null])
})

test('the state comes back untouched and the registered query stays', async () => {
  const target = await decide(google())
  expect(target.origin + target.pathname).toBe('https://app.example/callback')
  expect(target.searchParams.get('from')).toBe('google')
  expect(target.searchParams.get('state')).toBe('st&te')
  expect(target.searchParams.get('code')).toMatch(/^4\/0A/)
})

test('cancelling, or unticking everything, is access denied', async () => {
  const cancelled = await decide(google(), {}, [send], 'cancel')
  expect([cancelled.searchParams.get('error'), cancelled.searchParams.get('code')]).toEqual(['access_denied', null])
  const nothing = await decide(google(), { scope: send }, [])
  expect(nothing.searchParams.get('error')).toBe('access_denied')
})

test('a partly granted consent yields a token that can do only that', async () => {
  const box = google()
  const tokens = await signIn(box, {}, [readonly, 'https://mail.google.com/'])
  expect(tokens.scope).toBe(`openid email ${readonly}`)
  expect((await gmail(box, 'me/messages', tokens.access_token)).status).toBe(200)
  const sending = await box.app.request('/gmail/v1/users/me/messages/send', {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.access_token}` },
    body: '{}',
  })
  expect(sending.status).toBe(403)
  expect(await sending.json()).toMatchObject({
    error: { code: 403, status: 'PERMISSION_DENIED', errors: [{ reason: 'insufficientPermissions' }] },
  })
})

test('a wrong or missing PKCE verifier is refused, and the code is spent', async () => {
  const verifier = 'v'.repeat(50)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
  const box = google()
  const target = await decide(box, pkce)
  expect((await exchange(box, target, { code_verifier: 'w'.repeat(50) })).body).toMatchObject({
    error: 'invalid_grant',
    error_description: 'Invalid code verifier.',
  })
  expect((await exchange(box, target, { code_verifier: verifier })).body.error_description).toBe('Bad Request')
  expect((await exchange(box, await decide(box, pkce))).body.error_description).toBe('Missing code verifier.')
  expect((await exchange(box, await decide(box, pkce), { code_verifier: verifier })).status).toBe(200)
})

test('a code works once, for its redirect, for ten minutes', async () => {
  const box = google()
  const target = await decide(box)
  expect((await exchange(box, target)).status).toBe(200)
  expect((await exchange(box, target)).body).toMatchObject({ error: 'invalid_grant', error_description: 'Bad Request' })
  const elsewhere = await exchange(box, await decide(box), { redirect_uri: 'https://app.example/other' })
  expect(elsewhere.body.error).toBe('redirect_uri_mismatch')
  const late = await decide(box)
  now += 600_000
  expect((await exchange(box, late)).body.error).toBe('invalid_grant')
})

test.each([
  ['an unknown client', { client_id: 'other' }, 401, 'invalid_client'],
  ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client'],
  ['an unknown grant type', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: '1//0x' }, 400, 'invalid_grant'],
])('%s is answered in Google’s words', async (_, form: Extra, status, error) => {
  expect(await token(google(), form)).toMatchObject({ status, body: { error } })
})

test('a refresh token comes with the first consent only, unless consent is prompted for', async () => {
  const box = google()
  expect((await signIn(box)).refresh_token).toMatch(/^1\/\/0/)
  expect((await signIn(box)).refresh_token).toBeUndefined()
  expect((await signIn(box, { prompt: 'consent' })).refresh_token).toMatch(/^1\/\/0/)
  expect((await signIn(google(), { access_type: 'online' })).refresh_token).toBeUndefined()
})

test('earlier scopes are included when asked for', async () => {
  const box = google()
  await signIn(box, { scope: send }, [send])
  const tokens = await signIn(box, { scope: readonly, include_granted_scopes: 'true' }, [readonly])
  expect(tokens.scope).toBe(`${send} ${readonly}`)
})

test('access tokens expire after an hour and refreshing brings a new one', async () => {
  const box = google()
  const tokens = await signIn(box)
  expect(tokens.expires_in).toBe(3600)
  now += 3_600_000
  const expired = await gmail(box, 'me/profile', tokens.access_token)
  expect(expired.status).toBe(401)
  expect(await expired.json()).toMatchObject({
    error: { status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] },
  })
  const refreshed = await token(box, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
  expect((await gmail(box, 'me/profile', refreshed.body.access_token)).status).toBe(200)
})

test.each(['the user', 'the application'])(
  '%s revokes: every token dies, and a new consent brings a refresh token',
  async (who) => {
    const box = google()
    const tokens = await signIn(box)
    if (who === 'the user') box.revoke('ana@ruiz-law.example')
    else {
      const body = new URLSearchParams({ token: tokens.access_token })
      expect((await box.app.request('/revoke', { method: 'POST', body })).status).toBe(200)
      expect((await box.app.request('/revoke', { method: 'POST', body })).status).toBe(400)
    }
    expect((await gmail(box, 'me/profile', tokens.access_token)).status).toBe(401)
    const refused = await token(box, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
    expect(refused.body).toEqual({ error: 'invalid_grant', error_description: 'Token has been expired or revoked.' })
    expect((await signIn(box)).refresh_token).toMatch(/^1\/\/0/)
  },
)

test('the identity token verifies against the published keys', async () => {
  const box = google()
  const tokens = await signIn(box, { nonce: 'n-1' })
  const keys = await (await box.app.request('/oauth2/v3/certs')).json()
  const { payload } = await jwtVerify(tokens.id_token, createLocalJWKSet(keys), {
    issuer: 'https://accounts.google.com',
    audience: 'client-1',
    currentDate: new Date(now),
  })
  expect(payload).toMatchObject({ email: 'ana@ruiz-law.example', email_verified: true, nonce: 'n-1' })
  expect(payload.sub).toMatch(/^\d{21}$/)
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  const info = await (await box.app.request('/oauth2/v3/userinfo', { headers })).json()
  expect(info).toEqual({ sub: payload.sub, email: 'ana@ruiz-law.example', email_verified: true })
})

test('a token opens its own mailbox by name, and no other', async () => {
  const box = google()
  const { access_token } = await signIn(box)
  expect((await gmail(box, 'ana%40ruiz-law.example/profile', access_token)).status).toBe(200)
  expect((await gmail(box, 'ben@client.example/profile', access_token)).status).toBe(403)
  expect((await box.app.request('/gmail/v1/users/me/profile')).status).toBe(401)
})
