import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { verifyPush } from '../../core/account/verify.ts'
import { Unavailable } from '../../core/errors.ts'
import { type Certs, publishCerts } from '../support/certs.ts'

const [first, second] = [await key('first'), await key('second')]
const google = await publishCerts([first.jwk])

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const now = () => Math.floor(Date.now() / 1000)
const honest = () => ({
  iss: 'https://accounts.google.com',
  aud: 'https://app.example/api/hooks/gmail',
  email: 'push@project.example',
  email_verified: true,
  iat: now(),
  exp: now() + 3600,
})

test('a token of Google’s for us is believed, under either of the names Google signs with', async () => {
  expect(await verifyPush(google.env, await token(first))).toBe(true)
  expect(await verifyPush(google.env, await token(first, { iss: 'accounts.google.com' }))).toBe(true)
})

test('a clock that is a little wrong is forgiven, either way', async () => {
  expect(await verifyPush(google.env, await token(first, { iat: now() - 3650, exp: now() - 50 }))).toBe(true)
  expect(await verifyPush(google.env, await token(first, { iat: now() + 50, nbf: now() + 50 }))).toBe(true)
})

test.each<[string, string, () => Promise<string>]>([
  ['nothing at all', 'ERR_JWS_INVALID', async () => ''],
  ['a token that ended two minutes ago', 'ERR_JWT_EXPIRED', () => token(first, { exp: now() - 120 })],
  ['a token that begins in two minutes', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => token(first, { nbf: now() + 120 })],
  ['a token without end', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => token(first, { exp: undefined })],
  ['another audience', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => token(first, { aud: 'https://app.example' })],
  ['another issuer', 'ERR_JWT_CLAIM_VALIDATION_FAILED', () => token(first, { iss: 'https://accounts.example' })],
  ['another account', 'ANOTHER_ACCOUNT', () => token(first, { email: 'push@elsewhere.example' })],
  ['an account nobody verified', 'ANOTHER_ACCOUNT', () => token(first, { email_verified: false })],
  ['no account', 'ANOTHER_ACCOUNT', () => token(first, { email: undefined })],
  ['a name and another’s signature', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED', () => token({ ...second, kid: 'first' })],
  ['a key that was never published', 'ERR_JWKS_NO_MATCHING_KEY', () => token(second)],
  ['a key it brings along', 'ERR_JWKS_NO_MATCHING_KEY', () => token(second, {}, { jwk: second.jwk })],
  ['the public key as a secret', 'ERR_JOSE_ALG_NOT_ALLOWED', () => confused()],
  ['no signature', 'ERR_JOSE_ALG_NOT_ALLOWED', () => tampered({ alg: 'none', kid: 'first' })],
  [
    'a demand nobody knows',
    'ERR_JOSE_NOT_SUPPORTED',
    () => tampered({ alg: 'RS256', kid: 'first', crit: ['x'], x: 1 }),
  ],
])('%s is turned away, and the log says why', async (_what, why, forge) => {
  await verifyPush(google.env, await token(first))
  const said = vi.spyOn(console, 'info').mockReturnValue()
  expect(await verifyPush(google.env, await forge())).toBe(false)
  const lines = said.mock.calls.map(([line]) => JSON.parse(String(line)))
  expect(lines).toMatchObject([{ event: 'push.refused', why }])
  expect(JSON.stringify(lines)).not.toContain('.example')
})

describe('Google’s keys', () => {
  test('may change: the new one is fetched when it is first met, the withdrawn one no longer opens', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const rotating = await publishCerts([first.jwk])
    expect(await verifyPush(rotating.env, await token(first))).toBe(true)
    rotating.answer = { keys: [second.jwk] }
    // Whoever makes up key names makes nobody fetch each time; Pub/Sub delivers the push again soon enough.
    expect(await verifyPush(rotating.env, await token(second))).toBe(false)
    expect(rotating.asked).toBe(1)

    vi.setSystemTime(Date.now() + 31_000)
    expect(await verifyPush(rotating.env, await token(second))).toBe(true)
    expect(await verifyPush(rotating.env, await token(first))).toBe(false)
  })

  test.each<[string, Certs['answer']]>([
    ['out of order', { status: 503 }],
    ['not there', { status: 404 }],
    ['hanging up', { hangUp: true }],
    ['a page of words', { body: '<html>Sorry</html>' }],
    ['no keys', { body: '{"error":"later"}' }],
  ])('being %s are no verdict on the push: it is to come again, and is believed then', async (_what, answer) => {
    const broken = await publishCerts()
    broken.answer = answer
    for (const _ of [1, 2]) {
      await expect(verifyPush(broken.env, await token(first))).rejects.toBeInstanceOf(Unavailable)
    }
    broken.answer = { keys: [first.jwk] }
    expect(await verifyPush(broken.env, await token(first))).toBe(true)
  })
})

type Key = { kid: string; privateKey: CryptoKey; jwk: JWK }

async function key(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } }
}

const token = ({ privateKey, kid }: Key, claims: object = {}, header: object = {}): Promise<string> =>
  new SignJWT({ ...honest(), ...claims }).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(privateKey)

/** CVE-2015-9235: what everybody may know, taken for a shared secret. */
const confused = (): Promise<string> =>
  new SignJWT(honest())
    .setProtectedHeader({ alg: 'HS256', kid: 'first' })
    .sign(new TextEncoder().encode(JSON.stringify(first.jwk)))

async function tampered(head: object): Promise<string> {
  const [, body, mac] = (await token(first)).split('.')
  return `${Buffer.from(JSON.stringify(head)).toString('base64url')}.${body}.${'alg' in head && head.alg === 'none' ? '' : mac}`
}
