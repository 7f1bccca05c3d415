import type { Context } from '../context.ts'
import { fingerprint } from '../crypto.ts'
import { Refusal, Unavailable } from '../errors.ts'
import type { Letter } from '../providers/resend.ts'
import { actAsWorker } from '../worker.ts'
import { refuseWhenBusy } from './busy.ts'
import { codeLetter } from './code.letter.ts'
import type { AskForCode, CodeSent, SignUp } from './schema.ts'
import { within } from './within.ts'

/** As GoTrue knows somebody. */
type User = { id: string; email_confirmed_at?: string | undefined }

const CODE_LIVES_SECONDS = 600

/** A hundred codes an hour from one place, ten of them to one address; thirty to one address, wherever from. */
export async function promiseCode(context: Context, email: string): Promise<CodeSent> {
  const ip = context.actor.kind === 'nobody' ? context.actor.ip : ''
  const allowed = await within(actAsWorker(context), [
    { key: ['codes-from', ip], allowed: 100, perSeconds: 3600 },
    { key: ['code-from', email, ip], allowed: 10, perSeconds: 3600 },
    { key: ['code', email], allowed: 30, perSeconds: 3600 },
  ])
  if (!allowed) {
    throw new Refusal('too_many_requests', 'Too many codes were asked for; please wait an hour or use the last one')
  }
  return { sent: true, expires_in: CODE_LIVES_SECONDS }
}

/**
 * Mails a one-time code to somebody who has an account. To be called after the answer, which must not tell, not even
 * by the time it takes, whether they do. Worker: only the service role may mint a code.
 */
export async function sendCode(context: Context, { email, locale }: AskForCode): Promise<void> {
  const minted = await mint(context, email)
  if (minted) await deliver(context, codeLetter(email, minted.code, locale, minted.id))
}

/**
 * Makes the account on the first time, then mails the code: a second sign-up is a sign-in. Who has not yet proved the
 * address is nobody, so the last to sign up is taken at their word; so is who has a name, but no business yet.
 */
export async function signUp(
  context: Context,
  { email, name, business, profession, locale, timezone }: SignUp,
): Promise<void> {
  const { admin } = actAsWorker(context).db.auth
  const metadata = { name, locale, business: { name: business, profession, timezone } }
  const { error } = await admin.createUser({ email, email_confirm: false, user_metadata: metadata })
  refuseWhenBusy(error)
  if (error && error.code !== 'email_exists' && error.code !== 'user_already_exists') throw error

  const minted = await mint(context, email)
  if (!minted) return
  if (error && !(await hasBusiness(context, minted.user))) {
    const { error: failed } = await admin.updateUserById(minted.user.id, { user_metadata: metadata })
    refuseWhenBusy(failed)
    if (failed) throw failed
  }
  await deliver(context, codeLetter(email, minted.code, locale, minted.id))
}

/** `recovery`, because asking for a `magiclink` would make an account for whoever has none (GoTrue: generate_link). */
async function mint(context: Context, email: string): Promise<{ user: User; code: string; id: string } | undefined> {
  const { data, error } = await actAsWorker(context).db.auth.admin.generateLink({ type: 'recovery', email })
  refuseWhenBusy(error)
  if (error?.code === 'user_not_found') return undefined
  if (error) throw error

  const { email_otp, hashed_token } = data.properties
  return { user: data.user, code: email_otp, id: await fingerprint(hashed_token) }
}

async function hasBusiness(context: Context, { id, email_confirmed_at }: User): Promise<boolean> {
  if (!email_confirmed_at) return false
  const { db } = actAsWorker(context)
  const { data } = await db.from('client_members').select('client_id').eq('user_id', id).limit(1).throwOnError()
  return data.length > 0
}

/** Nobody waits any more who could ask again: a hiccup is tried once more, and the key keeps it one letter. */
async function deliver({ resend }: Context, letter: Letter): Promise<void> {
  try {
    await resend.send(letter)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    await resend.send(letter)
  }
}
