import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { sign, signingKeys } from '../keys.ts'
import type { World } from '../world.ts'
import type { Client } from './client.ts'
import type { Code } from './grant.ts'
import { findAccess, issueAccess, issueRefresh, revokeAll } from './grants.ts'
import { identityOf, issuer } from './identity.ts'
import { hasScope } from './scopes.ts'

/** The machines' side of OAuth: token, revoke, certificates, token info, user info. */
export function tokenRoutes(world: World, client: Client): Hono {
  const app = new Hono()
  app.post('/token', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const refused = checkClient(form, c.req.header('authorization'), client)
    if (refused) return refused
    if (form.get('grant_type') === 'authorization_code') return exchange(world, client, form)
    if (form.get('grant_type') === 'refresh_token') return refresh(world, client, form.get('refresh_token') ?? '')
    return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`)
  })
  app.post('/revoke', async (c) => {
    const value = c.req.query('token') ?? new URLSearchParams(await c.req.text()).get('token') ?? ''
    const held = world.grants.refresh.get(value)
    const address = held ? !held.revoked && held.address : findAccess(world, value)?.address
    if (!address) return oauthError(400, 'invalid_token', 'Token expired or revoked')
    revokeAll(world, address)
    return c.json({})
  })
  app.get('/oauth2/v3/certs', async (c) => c.json({ keys: [(await signingKeys()).jwk] }))
  app.get('/oauth2/v1/certs', async (c) => {
    const { kid, pem } = await signingKeys()
    return c.json({ [kid]: pem })
  })
  app.on(['GET', 'POST'], '/tokeninfo', async (c) => {
    const form = new URLSearchParams(c.req.method === 'POST' ? await c.req.text() : '')
    const value = c.req.query('access_token') ?? form.get('access_token') ?? bearer(c.req.header('authorization'))
    const access = findAccess(world, value)
    if (!access) return oauthError(400, 'invalid_token', 'Invalid Value')
    const { sub, email } = identityOf(world, access.address)
    return c.json({
      azp: client.id,
      aud: client.id,
      sub,
      scope: access.scopes.join(' '),
      exp: String(Math.floor(access.expires / 1000)),
      expires_in: String(Math.floor((access.expires - world.now()) / 1000)),
      ...(hasScope(access.scopes, 'email') && { email, email_verified: 'true' }),
      access_type: 'offline',
    })
  })
  app.on(['GET', 'POST'], '/oauth2/v3/userinfo', (c) => {
    const access = findAccess(world, bearer(c.req.header('authorization')))
    if (!access) return oauthError(401, 'invalid_request', 'Invalid Credentials')
    const { sub, email, name } = identityOf(world, access.address)
    return c.json({
      sub,
      ...(hasScope(access.scopes, 'profile') && { name }),
      ...(hasScope(access.scopes, 'email') && { email, email_verified: true }),
    })
  })
  return app
}

function checkClient(form: URLSearchParams, header: string | undefined, client: Client): Response | undefined {
  const basic = /^Basic (.+)$/i.exec(header ?? '')?.[1]
  const [basicId, basicSecret] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
  if ((form.get('client_id') ?? basicId) !== client.id) {
    return oauthError(401, 'invalid_client', 'The OAuth client was not found.')
  }
  return (form.get('client_secret') ?? basicSecret) === client.secret
    ? undefined
    : oauthError(401, 'invalid_client', 'Unauthorized')
}

async function exchange(world: World, client: Client, form: URLSearchParams): Promise<Response> {
  const value = form.get('code') ?? ''
  const code = world.grants.codes.get(value)
  // A code works once, whether or not the rest of the request is right.
  world.grants.codes.delete(value)
  world.changed()
  if (!code || code.expires <= world.now()) return oauthError(400, 'invalid_grant', 'Bad Request')
  if (form.get('redirect_uri') !== code.redirectUri) return oauthError(400, 'redirect_uri_mismatch', 'Bad Request')
  if (!proves(code, form.get('code_verifier') ?? '')) {
    const missing = form.get('code_verifier') === null
    return oauthError(400, 'invalid_grant', missing ? 'Missing code verifier.' : 'Invalid code verifier.')
  }
  const { address, scopes, nonce } = code
  return Response.json({
    ...tokens(world, address, scopes),
    ...(code.offline && { refresh_token: issueRefresh(world, address, scopes) }),
    ...(await idToken(world, client, { address, scopes, nonce })),
  })
}

/** RFC 7636 §4.6 */
function proves({ challenge, method }: Code, verifier: string): boolean {
  if (challenge === '') return true
  return challenge === (method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier)
}

async function refresh(world: World, client: Client, value: string): Promise<Response> {
  const held = world.grants.refresh.get(value)
  if (!held) return oauthError(400, 'invalid_grant', 'Bad Request')
  if (held.revoked) return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.')
  const { address, scopes } = held
  return Response.json({
    ...tokens(world, address, scopes),
    ...(await idToken(world, client, { address, scopes, nonce: '' })),
  })
}

function tokens(world: World, address: string, scopes: string[]): object {
  return {
    access_token: issueAccess(world, address, scopes),
    expires_in: world.grants.accessTtl,
    scope: scopes.join(' '),
    token_type: 'Bearer',
  }
}

async function idToken(
  world: World,
  client: Client,
  { address, scopes, nonce }: { address: string; scopes: string[]; nonce: string },
): Promise<{ id_token?: string }> {
  if (!hasScope(scopes, 'openid')) return {}
  const { sub, email, name } = identityOf(world, address)
  const now = Math.floor(world.now() / 1000)
  const claims = {
    iss: issuer,
    azp: client.id,
    aud: client.id,
    sub,
    ...(hasScope(scopes, 'email') && { email, email_verified: true }),
    ...(hasScope(scopes, 'profile') && { name }),
    ...(nonce !== '' && { nonce }),
    iat: now,
    exp: now + 3600,
  }
  return { id_token: await sign(claims) }
}

function bearer(header: string | undefined): string {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? ''
}

function oauthError(status: 400 | 401, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status })
}
