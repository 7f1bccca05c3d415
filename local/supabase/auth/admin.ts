import { Hono } from 'hono'
import * as z from 'zod'
import { AuthFailure } from './failure.ts'
import { read } from './read.ts'
import { type AuthService, mailCode, makeLink } from './service.ts'
import { createUser, findUser, listUsers, mustFindUser, publicUser, updateUser } from './users.ts'

const Metadata = z.record(z.string(), z.unknown())
const Fields = {
  password: z.string().optional(),
  app_metadata: Metadata.optional(),
  user_metadata: Metadata.optional(),
  email_confirm: z.boolean().optional(),
  ban_duration: z.string().optional(),
}
const Create = z.object({ ...Fields, id: z.uuid().optional(), email: z.email() })
const Update = z.object({ ...Fields, email: z.email().optional() })
const Invite = z.object({ email: z.email(), data: Metadata.nullish() })
const Generate = z.object({
  type: z.enum(['magiclink', 'signup', 'invite', 'recovery']),
  email: z.email(),
  password: z.string().optional(),
  data: Metadata.nullish(),
  redirect_to: z.string().optional(),
})

/** `supabase.auth.admin`, for the holder of the secret key. */
export function adminRoutes(auth: AuthService): Hono {
  const { sql } = auth
  const app = new Hono()

  for (const path of ['/admin/*', '/invite']) {
    app.use(path, async (c, next) => {
      if (c.req.header('apikey') !== auth.secretKey) throw new AuthFailure(403, 'not_admin', 'User not allowed')
      return next()
    })
  }

  app.post('/admin/users', async (c) => c.json(publicUser(await createUser(sql, await read(c.req, Create)))))

  app.get('/admin/users', async (c) => {
    const [page, perPage] = [Number(c.req.query('page') || 1), Number(c.req.query('per_page') || 50)]
    const { users, total } = await listUsers(sql, page, perPage)
    const last = Math.max(1, Math.ceil(total / perPage))
    const links = [...(page < last ? [link(page + 1, perPage, 'next')] : []), link(last, perPage, 'last')]
    return c.json({ users: users.map(publicUser), aud: 'authenticated' }, 200, {
      'x-total-count': String(total),
      link: links.join(', '),
    })
  })

  app.get('/admin/users/:id', async (c) => c.json(publicUser(await mustFindUser(sql, c.req.param('id')))))

  app.put('/admin/users/:id', async (c) => {
    const { id } = await mustFindUser(sql, c.req.param('id'))
    return c.json(publicUser(await updateUser(sql, id, await read(c.req, Update))))
  })

  app.delete('/admin/users/:id', async (c) => {
    const { id } = await mustFindUser(sql, c.req.param('id'))
    await sql`delete from auth.users where id = ${id}`
    return c.json({})
  })

  app.post('/invite', async (c) => {
    const { email, data } = await read(c.req, Invite)
    const user = await createUser(sql, { email, user_metadata: data ?? {}, invited: true })
    await mailCode(auth, user, user.email, 'invite', c.req.query('redirect_to'))
    return c.json(publicUser(user))
  })

  // Sends nothing: whoever holds the secret key delivers the code.
  app.post('/admin/generate_link', async (c) => {
    const { type, email, password, data, redirect_to } = await read(c.req, Generate)
    const known = await findUser(sql, { email })
    if (!known && type === 'recovery') throw new AuthFailure(404, 'user_not_found', 'User with this email not found')
    if (known?.email_confirmed_at && (type === 'signup' || type === 'invite')) {
      throw new AuthFailure(422, 'email_exists', 'A user with this email address has already been registered')
    }
    const user =
      known ?? (await createUser(sql, { email, password, user_metadata: data ?? {}, invited: type === 'invite' }))
    const made = await makeLink(auth, user, user.email, known || type !== 'magiclink' ? type : 'signup', redirect_to)
    return c.json({ ...publicUser(user), ...made })
  })

  return app
}

function link(page: number, perPage: number, rel: string): string {
  return `</admin/users?page=${page}&per_page=${perPage}>; rel="${rel}"`
}
