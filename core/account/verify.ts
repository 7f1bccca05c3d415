import type { createRemoteJWKSet, JWTPayload } from 'jose'
import type { Env } from '../env.ts'
import { Unavailable } from '../errors.ts'
import { log } from '../log.ts'

export type Person = { kind: 'person'; id: string; email: string; token: string }

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/** Shorter than jose keeps the keys themselves, so that a withdrawn key is noticed no later than it would be anyway. */
const REMEMBERED_MS = 300_000
const known = new Map<string, { person: Person; session: unknown; until: number }>()
const closed = new Set<unknown>()

/**
 * Who an access token speaks for, or undefined when it is expired, forged or somebody else's (RFC 7519 §7.2).
 * A portal asks many times with one token: a good signature is checked once, then remembered until the token expires.
 */
export async function verifyPerson(env: Env, token: string): Promise<Person | undefined> {
  const issuer = `${env.SUPABASE_URL}/auth/v1`
  const remembered = known.get(`${issuer} ${token}`)
  if (remembered && closed.has(remembered.session)) return undefined
  if (remembered && remembered.until > Date.now()) return remembered.person

  const { claims } = await verified(token, `${issuer}/.well-known/jwks.json`, {
    issuer,
    audience: 'authenticated',
    algorithms: ['ES256', 'RS256'],
    clockTolerance: 5,
  })
  if (typeof claims?.sub !== 'string' || claims.role !== 'authenticated' || closed.has(claims.session_id))
    return undefined

  const person: Person = { kind: 'person', id: claims.sub, email: String(claims.email ?? ''), token }
  if (known.size > 1000) known.clear()
  const until = Math.min((claims.exp ?? 0) * 1000, Date.now() + REMEMBERED_MS)
  known.set(`${issuer} ${token}`, { person, session: claims.session_id, until })
  return person
}

/** From here on, no token of this one's session speaks for anybody in this process. */
export function forgetPerson(env: Env, token: string): void {
  const session = known.get(`${env.SUPABASE_URL}/auth/v1 ${token}`)?.session
  if (session === undefined) return
  closed.add(session)
  // Bounded: a set keeps its order, so the one that left first is let go.
  const [oldest] = closed
  if (closed.size > 1000) closed.delete(oldest)
}

/**
 * Whether a Pub/Sub push is Google's, meant for us, and signed for our own service account (Pub/Sub: push auth). What
 * is refused is logged with its reason: a subscription made for another address or account looks just like an attack.
 * @throws {Unavailable} when Google's keys cannot be had, so that the push is delivered again
 */
export async function verifyPush(env: Env, token: string): Promise<boolean> {
  const { claims, refused } = await verified(token, env.GOOGLE_CERTS_URL, {
    issuer: ['https://accounts.google.com', 'accounts.google.com'],
    audience: `${env.APP_URL}/api/hooks/gmail`,
    algorithms: ['RS256'],
    clockTolerance: 60,
  })
  const ours = claims?.email === env.GMAIL_PUSH_ACCOUNT && claims.email_verified === true
  if (!ours) log('push.refused', { why: refused ?? 'ANOTHER_ACCOUNT' })
  return ours
}

async function verified(
  token: string,
  keysUrl: string,
  expected: { issuer: string | string[]; audience: string; algorithms: string[]; clockTolerance: number },
): Promise<{ claims?: JWTPayload; refused?: string }> {
  const { createRemoteJWKSet, errors, jwtVerify } = await jose()
  const keys = keySets.get(keysUrl) ?? createRemoteJWKSet(new URL(keysUrl))
  keySets.set(keysUrl, keys)
  try {
    const { payload } = await jwtVerify(token, keys, { ...expected, requiredClaims: ['exp'] })
    return { claims: payload }
  } catch (error) {
    const { JOSEError, JWKSInvalid, JWKSTimeout } = errors
    // About the keys, not the token: jose has no kind of its own for a bad answer, nor `fetch` for a broken line.
    const unnamed = error instanceof JOSEError && error.code === 'ERR_JOSE_GENERIC'
    if (unnamed || error instanceof JWKSTimeout || error instanceof JWKSInvalid || error instanceof TypeError)
      throw new Unavailable('The signing keys cannot be fetched', 0, { cause: error })
    // Every other failure of jose is a verdict on the token; anything else is ours.
    if (error instanceof JOSEError) return { refused: error.code }
    throw error
  }
}

/** Loaded by the first token, not by the door, and by its parts: the whole of it is twice as many modules. */
async function jose() {
  const [{ createRemoteJWKSet }, { jwtVerify }, errors] = await Promise.all([
    import('jose/jwks/remote'),
    import('jose/jwt/verify'),
    import('jose/errors'),
  ])
  return { createRemoteJWKSet, jwtVerify, errors }
}
