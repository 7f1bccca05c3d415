import { Hono, type HonoRequest } from 'hono'
import { errors } from 'jose'
import * as z from 'zod'
import { AuthFailure } from './failure.ts'
import { read } from './read.ts'
import { type AuthService, mailCode } from './service.ts'
import { closeSessions } from './sessions.ts'
import { findUser, publicUser, type User, updateUser } from './users.ts'

const Change = z.object({
  email: z.email().optional(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})
const Scope = z.enum(['global', 'local', 'others'])

/** What a signed-in person does with their own account. */
export function userRoutes(auth: AuthService): Hono {
  const app = new Hono()

  app.get('/user', async (c) => c.json(publicUser((await authenticate(auth, c.req)).user)))

  app.put('/user', async (c) => {
    const { user } = await authenticate(auth, c.req)
    const { email, password, data } = await read(c.req, Change)
    const moves = email !== undefined && email.toLowerCase() !== user.email
    if (moves && (await findUser(auth.sql, { email }))) {
      throw new AuthFailure(422, 'email_exists', 'A user with this email address has already been registered')
    }
    const changed = await updateUser(auth.sql, user.id, { password, user_metadata: data })
    // The new address counts once its own code comes back.
    if (moves) await mailCode(auth, user, email, 'email_change', c.req.query('redirect_to'))
    return c.json({ ...publicUser(changed), ...(moves && { new_email: email }) })
  })

  app.post('/logout', async (c) => {
    const { user, sessionId } = await authenticate(auth, c.req)
    const scope = Scope.safeParse(c.req.query('scope') ?? 'global')
    if (!scope.success) throw new AuthFailure(400, 'validation_failed', 'Unsupported logout scope')
    await closeSessions(auth.sql, user.id, sessionId, scope.data)
    return c.body(null, 204)
  })

  return app
}

async function authenticate(auth: AuthService, request: HonoRequest): Promise<{ user: User; sessionId: string }> {
  const bearer = request.header('authorization')?.replace(/^Bearer\s+/i, '')
  if (!bearer || bearer.startsWith('sb_')) {
    throw new AuthFailure(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  }
  const claims = await auth.tokens.verify(bearer).catch((error: unknown) => {
    const why = error instanceof errors.JOSEError ? error.message : 'signature is invalid'
    throw new AuthFailure(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${why}`)
  })
  const user = await findUser(auth.sql, { id: String(claims.sub) })
  if (!user) throw new AuthFailure(403, 'user_not_found', 'User from sub claim in JWT does not exist')

  const sessionId = String(claims.session_id)
  const [session] = await auth.sql`select from auth.sessions where id = ${sessionId} and user_id = ${user.id}`
  if (!session) throw new AuthFailure(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  return { user, sessionId }
}
