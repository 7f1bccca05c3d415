import type { Hono, MiddlewareHandler } from 'hono'
import { GoogleError } from '../errors.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { findAccess } from '../oauth/grants.ts'
import type { World } from '../world.ts'

export type GmailEnv = { Variables: { mailbox: Mailbox; scopes: string[] } }
export type GmailRoutes = Hono<GmailEnv>
export type Allow = (scopes: string[]) => MiddlewareHandler<GmailEnv>

/** Admits a live access token that carries one of the scopes, to its own mailbox only. */
export function allow(world: World): Allow {
  return (scopes) => async (c, next) => {
    const header = c.req.header('authorization')
    const access = findAccess(world, /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1] ?? '')
    const mailbox = access && world.mailboxes.get(access.address)
    if (!mailbox) throw header ? invalidCredentials() : missingCredentials()
    const user = (c.req.param('userId') ?? '').toLowerCase()
    if (user !== 'me' && user !== mailbox.address)
      throw new GoogleError(403, `Delegation denied for ${mailbox.address}`)
    if (!access.scopes.some((scope) => scopes.includes(scope))) {
      throw new GoogleError(403, 'Request had insufficient authentication scopes.', 'insufficientPermissions', {
        'www-authenticate': `Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope="${scopes.join(' ')}"`,
      })
    }
    c.set('mailbox', mailbox)
    c.set('scopes', access.scopes)
    await next()
  }
}

const expected = 'Expected OAuth 2 access token, login cookie or other valid authentication credential.'

function invalidCredentials(): GoogleError {
  return new GoogleError(401, `Request had invalid authentication credentials. ${expected}`, 'authError', {
    'www-authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"',
  })
}

function missingCredentials(): GoogleError {
  return new GoogleError(401, `Request is missing required authentication credential. ${expected}`, 'required', {
    'www-authenticate': 'Bearer realm="https://accounts.google.com/"',
  })
}
