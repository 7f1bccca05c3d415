import { type Context, Hono } from 'hono'
import { token } from '../token.ts'
import type { World } from '../world.ts'
import type { Client } from './client.ts'
import { consentPage, mistakePage, stylesheet } from './consent-page.ts'
import { type AuthorizationRequest, type Mistake, readRequest } from './request.ts'
import { isSignIn } from './scopes.ts'

// Google gives a code ten minutes at most.
const codeLifetime = 600_000

/** `GET /o/oauth2/v2/auth` shows the consent screen, `POST` carries the user's decision back to the application. */
export function consentRoutes(world: World, client: Client, action: string): Hono {
  const app = new Hono()
  app.get('/', (c) => {
    const params = new URL(c.req.url).searchParams
    const request = readRequest(params, client)
    if ('error' in request) return refuse(c, request, action)
    const accounts = [...world.mailboxes.values()].map(({ address, name }) => ({ email: address, name }))
    secure(c, new URL(request.redirectUri).origin)
    return c.html(consentPage(request, accounts, { action, params }))
  })
  app.get('/style.css', (c) => c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.post('/', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const request = readRequest(form, client)
    if ('error' in request) return refuse(c, request, action)
    return c.redirect(answer(world, request, form).href, 302)
  })
  return app
}

function answer(world: World, request: AuthorizationRequest, form: URLSearchParams): URL {
  const target = new URL(request.redirectUri)
  if (request.state !== null) target.searchParams.set('state', request.state)
  const chosen = form.getAll('granted')
  const granted = request.scopes.filter((scope) => isSignIn(scope) || chosen.includes(scope))
  const mailbox = world.mailboxes.get(form.get('account')?.toLowerCase() ?? '')
  if (form.get('decision') !== 'allow' || !mailbox || granted.length === 0) {
    target.searchParams.set('error', 'access_denied')
    return target
  }
  const { address } = mailbox
  const { consents, codes, refresh } = world.grants
  const earlier = consents.get(address)
  const scopes = request.includeGranted ? [...new Set([...(earlier ?? []), ...granted])] : granted
  // A refresh token comes once; again only when the consent is asked for again.
  const holdsOne = [...refresh.values()].some((held) => held.address === address && !held.revoked)
  const offline = request.offline && (!holdsOne || request.prompt.split(' ').includes('consent'))
  consents.set(address, [...new Set([...(earlier ?? []), ...scopes])])
  const code = `4/0A${token(world, 50)}`
  const { redirectUri, challenge, method, nonce } = request
  codes.set(code, {
    address,
    scopes,
    redirectUri,
    challenge,
    method,
    nonce,
    offline,
    expires: world.now() + codeLifetime,
  })
  world.changed()
  target.searchParams.set('code', code)
  target.searchParams.set('scope', scopes.join(' '))
  return target
}

function refuse(c: Context, mistake: Mistake, action: string): Response | Promise<Response> {
  secure(c, '')
  return c.html(mistakePage(mistake, action), mistake.status)
}

/** Browsers hold `form-action` against the redirect that follows a form, so the application's origin is part of it. */
function secure(c: Context, origin: string): void {
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'self'; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`,
  )
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
}
