import { App } from '@supabase/lite'
import type { PostgresConnection } from '@supabase/lite/postgres'
import { Hono } from 'hono'
import { errors, SignJWT } from 'jose'
import type { AccessTokens } from '../auth/tokens.ts'
import type { Keys } from '../create.ts'

type Options = { connection: PostgresConnection; keys: Keys; jwtSecret: string; tokens: AccessTokens }

/** `/rest/v1/*`: Supabase Lite behind the checks of a hosted project's front door. */
export function restRoutes({ connection, keys, jwtSecret, tokens }: Options): Hono {
  const lite = new App({
    connection,
    api: { schemas: ['public'], max_rows: 1000 },
    auth: { enabled: true, jwt_secret: jwtSecret, publishable_key: keys.publishable, secret_key: keys.secret },
    studio: { enabled: false },
    options: { server: { disableStudio: true } },
  })
  const translate = translator(tokens, jwtSecret)

  return new Hono().all('/rest/v1/*', async (c) => {
    const url = new URL(c.req.url)
    url.pathname = url.pathname.slice(url.pathname.indexOf('/rest/v1/'))
    const headers = new Headers(c.req.raw.headers)
    const bearer = headers.get('authorization')?.replace(/^Bearer\s+/i, '')
    if (bearer && !bearer.startsWith('sb_')) {
      const translated = await translate(bearer)
      if (translated instanceof Response) return translated
      headers.set('authorization', `Bearer ${translated}`)
    }
    const { method } = c.req
    const body = method === 'GET' || method === 'HEAD' ? null : await c.req.arrayBuffer()
    return lite.fetch(new Request(url, { method, headers, body }))
  })
}

/** Lite reads HS256 only: a good ES256 token is signed again with the shared secret, once. */
function translator(tokens: AccessTokens, jwtSecret: string): (token: string) => Promise<string | Response> {
  const secret = new TextEncoder().encode(jwtSecret)
  const seen = new Map<string, { translated: string; expires: number }>()

  return async (token) => {
    const known = seen.get(token)
    if (known && known.expires > Date.now() / 1000) return known.translated
    try {
      const claims = await tokens.verify(token)
      const translated = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret)
      if (seen.size > 1000) seen.clear()
      seen.set(token, { translated, expires: claims.exp ?? 0 })
      return translated
    } catch (error) {
      return unauthorized(error)
    }
  }
}

/** PostgREST: PGRST303 for claims that do not hold, PGRST301 for everything that is no token of ours. */
function unauthorized(error: unknown): Response {
  if (error instanceof errors.JWTExpired) return answer('PGRST303', 'JWT expired', null)
  if (error instanceof errors.JWTClaimValidationFailed)
    return answer('PGRST303', `JWT not accepted: ${error.claim}`, null)
  return answer('PGRST301', 'No suitable key or wrong key type', 'None of the keys was able to decode the JWT')
}

function answer(code: string, message: string, details: string | null): Response {
  const headers = { 'www-authenticate': `Bearer error="invalid_token", error_description="${message}"` }
  return Response.json({ code, details, hint: null, message }, { status: 401, headers })
}
