import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { User } from './users.ts'

export type SigningKey = JWK & { kid: string }

export type Session = { id: string; method: string; startedAt: Date }

export type AccessTokens = {
  lifetime: number
  sign(user: User, session: Session): Promise<string>
  verify(token: string): Promise<JWTPayload>
  jwks(): { keys: JWK[] }
}

/** An ES256 key for access tokens; keep it, or everybody is signed out by a restart. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' }
}

export async function accessTokens(key: SigningKey, issuer: string): Promise<AccessTokens> {
  const lifetime = 3600
  const { d: _private, ...shared } = key
  const [signer, verifier] = await Promise.all([importJWK(key, 'ES256'), importJWK(shared, 'ES256')])

  return {
    lifetime,
    sign: (user, session) =>
      new SignJWT(claims(user, session))
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setSubject(user.id)
        .setAudience('authenticated')
        .setIssuedAt()
        .setExpirationTime(`${lifetime}s`)
        .sign(signer),
    verify: async (token) => (await jwtVerify(token, verifier, { audience: 'authenticated', issuer })).payload,
    jwks: () => ({ keys: [{ ...shared, key_ops: ['verify'] }] }),
  }
}

function claims(user: User, session: Session): JWTPayload {
  return {
    email: user.email,
    phone: '',
    app_metadata: user.app_metadata,
    user_metadata: user.user_metadata,
    role: 'authenticated',
    aal: 'aal1',
    amr: [{ method: session.method, timestamp: Math.floor(session.startedAt.getTime() / 1000) }],
    session_id: session.id,
    is_anonymous: false,
  }
}
