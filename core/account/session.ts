import * as z from 'zod'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../errors.ts'
import { personDb, publicDb } from '../providers/supabase.ts'
import { actAsWorker } from '../worker.ts'
import { refuseWhenBusy } from './busy.ts'
import type { OpenSession, Session } from './schema.ts'
import { forgetPerson } from './verify.ts'
import { within } from './within.ts'

type Opened = { access_token: string; refresh_token: string; expires_in: number }

/** Signs in with a one-time code, and on the first time opens the account. */
export async function openSession(context: Context, { email, code }: OpenSession): Promise<Session> {
  await limit(context, email)
  const { data, error } = await publicDb(context.env).auth.verifyOtp({ email, token: code, type: 'email' })
  refuseWhenBusy(error)
  if (error || !data.session || !data.user) {
    throw new Refusal('unauthenticated', 'This code is wrong, used or expired; check it or ask for a new one')
  }

  const { name, locale, business } = Metadata.parse(data.user.user_metadata)
  await personDb(context.env, data.session.access_token)
    .rpc('open_account', { person_name: name, person_locale: locale, business })
    .throwOnError()
  return toSession(data.session)
}

/** A fresh session for a refresh token, or undefined when it is used up, revoked or forged. @throws {Unavailable} */
export async function refreshSession(env: Env, refreshToken: string): Promise<Session | undefined> {
  const { data, error } = await publicDb(env).auth.refreshSession({ refresh_token: refreshToken })
  refuseWhenBusy(error)
  return data.session ? toSession(data.session) : undefined
}

/**
 * Ends the session: its refresh token is dead everywhere with this call, its access token in this process. Elsewhere an
 * access token is believed until it expires: it is verified by its signature, and nobody is asked.
 */
export async function closeSession(context: Context): Promise<{ signed_out: true }> {
  if (context.actor.kind === 'person') {
    const { error } = await actAsWorker(context).db.auth.admin.signOut(context.actor.token, 'local')
    refuseWhenBusy(error)
    forgetPerson(context.env, context.actor.token)
  }
  return { signed_out: true }
}

const Metadata = z.object({
  name: z.string().default(''),
  locale: z.string().default('en'),
  business: z.object({ name: z.string(), profession: z.string(), timezone: z.string() }).partial().default({}),
})

/**
 * Thirty guesses in ten minutes at one of a million codes: odds of three in a hundred thousand. No single place has more
 * than ten of them, so that guessing wrong does not lock out the owner of the address.
 */
async function limit(context: Context, email: string): Promise<void> {
  const ip = context.actor.kind === 'nobody' ? context.actor.ip : ''
  const allowed = await within(actAsWorker(context), [
    { key: ['guess-from', email, ip], allowed: 10, perSeconds: 600 },
    { key: ['guess', email], allowed: 30, perSeconds: 600 },
  ])
  if (!allowed)
    throw new Refusal('too_many_requests', 'Too many wrong codes; please wait ten minutes, then ask for a new one')
}

const toSession = ({ access_token, refresh_token, expires_in }: Opened): Session => ({
  accessToken: access_token,
  refreshToken: refresh_token,
  expiresIn: expires_in,
})
