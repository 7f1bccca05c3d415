import { Hono } from 'hono'
import * as z from 'zod'
import { adminRoutes } from './admin.ts'
import { AuthFailure } from './failure.ts'
import { isPassword } from './password.ts'
import { read } from './read.ts'
import { type AuthService, mailCode } from './service.ts'
import { openSession, refreshSession } from './sessions.ts'
import { userRoutes } from './user-routes.ts'
import { createUser, findUser, publicUser } from './users.ts'
import { verifyRoutes } from './verify.ts'

const Email = z.object({ email: z.email(), data: z.record(z.string(), z.unknown()).nullish() })
const SignUp = Email.extend({ password: z.string() })
const Otp = Email.extend({ create_user: z.boolean().default(true) })
const Password = z.object({ email: z.string(), password: z.string() })
const Refresh = z.object({ refresh_token: z.string() })
const Resend = z.object({ email: z.email(), type: z.enum(['signup', 'email_change']) })

/** `/auth/v1/*`: the part of GoTrue that supabase-js needs for e-mail codes, passwords, sessions and administration. */
export function authRoutes(auth: AuthService): Hono {
  const { sql, tokens } = auth
  const app = new Hono().basePath('/auth/v1')
  app.onError((error) => {
    if (error instanceof AuthFailure) return error.toResponse()
    throw error
  })

  app.get('/.well-known/jwks.json', (c) => c.json(tokens.jwks(), 200, { 'cache-control': 'public, max-age=600' }))
  app.get('/health', (c) => c.json({ name: 'GoTrue', version: 'local' }))

  app.use(async (c, next) => {
    const key = c.req.header('apikey') ?? c.req.query('apikey')
    const open = c.req.method === 'GET' && c.req.path.endsWith('/auth/v1/verify')
    if (!open && key !== auth.publishableKey && key !== auth.secretKey) {
      return c.json({ message: key ? 'Invalid API key' : 'No API key found in request' }, 401)
    }
    return next()
  })

  app.post('/signup', async (c) => {
    const { email, password, data } = await read(c.req, SignUp)
    const known = await findUser(sql, { email })
    if (known?.email_confirmed_at) throw new AuthFailure(422, 'user_already_exists', 'User already registered')
    const user = known ?? (await createUser(sql, { email, password, user_metadata: data ?? {} }))
    await mailCode(auth, user, email, 'signup', c.req.query('redirect_to'))
    return c.json(publicUser(user))
  })

  app.on('POST', ['/otp', '/magiclink'], async (c) => {
    const { email, create_user, data } = await read(c.req, Otp)
    const known = await findUser(sql, { email })
    if (!known && !create_user) throw new AuthFailure(422, 'otp_disabled', 'Signups not allowed for otp')
    const user = known ?? (await createUser(sql, { email, user_metadata: data ?? {} }))
    await mailCode(auth, user, user.email, user.email_confirmed_at ? 'magiclink' : 'signup', c.req.query('redirect_to'))
    return c.json({})
  })

  // The answer never tells whether the address is known.
  app.post('/recover', async (c) => {
    const { email } = await read(c.req, Email)
    const user = await findUser(sql, { email })
    if (user) await mailCode(auth, user, user.email, 'recovery', c.req.query('redirect_to'))
    return c.json({})
  })

  app.post('/resend', async (c) => {
    const { email, type } = await read(c.req, Resend)
    const user = await findUser(sql, { email })
    if (user && !user.email_confirmed_at) await mailCode(auth, user, user.email, type)
    return c.json({})
  })

  app.post('/token', async (c) => {
    const grant = c.req.query('grant_type')
    if (grant === 'refresh_token')
      return c.json(await refreshSession(sql, tokens, (await read(c.req, Refresh)).refresh_token))
    if (grant !== 'password') throw new AuthFailure(400, 'invalid_credentials', 'unsupported_grant_type')

    const { email, password } = await read(c.req, Password)
    const user = await findUser(sql, { email })
    if (!user || !(await isPassword(password, user.encrypted_password))) {
      throw new AuthFailure(400, 'invalid_credentials', 'Invalid login credentials')
    }
    if (!user.email_confirmed_at) throw new AuthFailure(400, 'email_not_confirmed', 'Email not confirmed')
    return c.json(await openSession(sql, tokens, user, 'password'))
  })

  app.route('/', verifyRoutes(auth))
  app.route('/', userRoutes(auth))
  app.route('/', adminRoutes(auth))
  app.all('*', (c) =>
    new AuthFailure(404, 'not_found', `The local Supabase has no "${c.req.method} ${c.req.path}"`).toResponse(),
  )
  return app
}
