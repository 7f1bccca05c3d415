import type { Context } from '../context.ts'
import { fingerprint } from '../crypto.ts'
import { Refusal } from '../errors.ts'
import { actAsWorker } from '../worker.ts'
import { refuseWhenBusy } from './busy.ts'
import { codeLetter } from './code.letter.ts'
import type { CodeSent, Locale, SignUp } from './schema.ts'
import { within } from './within.ts'

const CODE_LIVES_SECONDS = 600

/**
 * Mails a one-time code to somebody who has an account. The answer never tells whether they do.
 * Worker: only the service role may mint a code, and the letter is ours to write.
 */
export async function sendCode(
  context: Context,
  { email, locale }: { email: string; locale: Locale },
): Promise<CodeSent> {
  await limit(context, email)
  const link = await mint(context, email)
  if (link) await context.resend.send(codeLetter(email, link.code, locale, link.id))

  return { sent: true, expires_in: CODE_LIVES_SECONDS }
}

/** Makes the account on the first time, then mails the code: a second sign-up is a sign-in. */
export async function signUp(
  context: Context,
  { email, name, business, profession, locale }: SignUp,
): Promise<CodeSent> {
  await limit(context, email)
  const { error } = await actAsWorker(context).db.auth.admin.createUser({
    email,
    email_confirm: false,
    user_metadata: { name, locale, business: { name: business, profession } },
  })
  refuseWhenBusy(error)
  if (error && error.code !== 'email_exists' && error.code !== 'user_already_exists') throw error

  const link = await mint(context, email)
  if (link) await context.resend.send(codeLetter(email, link.code, locale, link.id))
  return { sent: true, expires_in: CODE_LIVES_SECONDS }
}

/** A hundred codes an hour from one place, ten of them to one address; thirty to one address, wherever from. */
async function limit(context: Context, email: string): Promise<void> {
  const ip = context.actor.kind === 'nobody' ? context.actor.ip : ''
  const allowed = await within(actAsWorker(context), [
    { key: ['codes-from', ip], allowed: 100, perSeconds: 3600 },
    { key: ['code-from', email, ip], allowed: 10, perSeconds: 3600 },
    { key: ['code', email], allowed: 30, perSeconds: 3600 },
  ])
  if (!allowed) {
    throw new Refusal('too_many_requests', 'Too many codes were asked for; please wait an hour or use the last one')
  }
}

/** `recovery`, because asking for a `magiclink` would make an account for whoever has none (GoTrue: generate_link). */
async function mint(context: Context, email: string): Promise<{ code: string; id: string } | undefined> {
  const { data, error } = await actAsWorker(context).db.auth.admin.generateLink({ type: 'recovery', email })
  refuseWhenBusy(error)
  if (error?.code === 'user_not_found') return undefined
  if (error) throw error

  return { code: data.properties.email_otp, id: await fingerprint(data.properties.hashed_token) }
}
