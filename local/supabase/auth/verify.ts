import { Hono } from 'hono'
import * as z from 'zod'
import { type Attempt, redeemCode } from './codes.ts'
import { AuthFailure } from './failure.ts'
import { read } from './read.ts'
import type { AuthService } from './service.ts'
import { openSession, type SessionAnswer } from './sessions.ts'
import { mustFindUser, updateUser } from './users.ts'

const Verify = z.union([
  z.object({ type: z.string(), token_hash: z.string() }),
  z.object({ type: z.string(), email: z.string(), token: z.string() }),
])

/** A code or a link becomes a session. */
export function verifyRoutes(auth: AuthService): Hono {
  const app = new Hono()

  app.post('/verify', async (c) => c.json(await verify(auth, await read(c.req, Verify))))

  app.get('/verify', async (c) => {
    const { token = '', type = '', redirect_to } = c.req.query()
    const target = redirect_to || auth.issuer
    try {
      return c.redirect(`${target}#${fragment(await verify(auth, { type, token_hash: token }), type)}`, 303)
    } catch (error) {
      if (!(error instanceof AuthFailure)) throw error
      const reason = new URLSearchParams({
        error: 'access_denied',
        error_code: error.code,
        error_description: error.message,
      })
      return c.redirect(`${target}#${reason}`, 303)
    }
  })

  return app
}

async function verify(auth: AuthService, attempt: Attempt): Promise<SessionAnswer> {
  const { user_id, slot, email } = await redeemCode(auth.sql, attempt)
  const before = await mustFindUser(auth.sql, user_id)
  const moved = slot === 'email_change' ? { email } : {}
  const user =
    before.email_confirmed_at && slot !== 'email_change'
      ? before
      : await updateUser(auth.sql, user_id, { email_confirm: true, ...moved })
  return openSession(auth.sql, auth.tokens, user, 'otp')
}

function fragment({ user: _user, ...session }: SessionAnswer, type: string): string {
  return new URLSearchParams({
    ...session,
    expires_in: String(session.expires_in),
    expires_at: String(session.expires_at),
    type,
  }).toString()
}
