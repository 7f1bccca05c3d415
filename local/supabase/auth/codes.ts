import { createHash, randomBytes, randomInt } from 'node:crypto'
import type postgres from 'postgres'
import { AuthFailure } from './failure.ts'

export type Purpose = 'signup' | 'invite' | 'magiclink' | 'recovery' | 'email_change'

export type Code = { email_otp: string; hashed_token: string }

/** GoTrue keeps one code per slot, so a newer one replaces the older. */
const slots: Record<Purpose, string> = {
  signup: 'confirmation',
  invite: 'confirmation',
  magiclink: 'recovery',
  recovery: 'recovery',
  email_change: 'email_change',
}

const lifetime = '10 minutes'
const tries = 5

export async function issueCode(sql: postgres.Sql, userId: string, email: string, purpose: Purpose): Promise<Code> {
  const code = {
    email_otp: String(randomInt(1_000_000)).padStart(6, '0'),
    hashed_token: randomBytes(28).toString('hex'),
  }
  await sql`
    insert into auth.one_time_codes (user_id, slot, email, code_hash, link_hash)
    values (${userId}, ${slots[purpose]}, ${email.toLowerCase()}, ${hash(email, code.email_otp)}, ${code.hashed_token})
    on conflict (user_id, slot) do update set
      email = excluded.email, code_hash = excluded.code_hash, link_hash = excluded.link_hash, wrong_tries = 0, created_at = now()`
  return code
}

export type Attempt = { type: string; token_hash: string } | { type: string; email: string; token: string }

export type Redeemed = { user_id: string; slot: string; email: string }

/** A code works once, for ten minutes, and is dead after five wrong tries. The row lock makes the tries count in a race. */
export async function redeemCode(sql: postgres.Sql, attempt: Attempt): Promise<Redeemed> {
  const redeemed = await sql.begin(async (tx) => {
    const open = tx`
      slot = any(${slotsFor(attempt.type)}) and wrong_tries < ${tries} and created_at > now() - ${lifetime}::interval`
    if ('token_hash' in attempt) {
      const [row] = await tx<Redeemed[]>`
        delete from auth.one_time_codes where link_hash = ${attempt.token_hash} and ${open} returning user_id, slot, email`
      return row
    }
    const email = attempt.email.toLowerCase()
    const candidates = await tx<(Redeemed & { code_hash: string })[]>`
      select user_id, slot, email, code_hash from auth.one_time_codes where email = ${email} and ${open} order by slot for update`
    const match = candidates.find(({ code_hash }) => code_hash === hash(email, attempt.token))
    if (match) await tx`delete from auth.one_time_codes where user_id = ${match.user_id} and slot = ${match.slot}`
    else await tx`update auth.one_time_codes set wrong_tries = wrong_tries + 1 where email = ${email} and ${open}`
    return match
  })
  if (!redeemed) throw new AuthFailure(403, 'otp_expired', 'Token has expired or is invalid')
  return redeemed
}

/** `email` stands for whichever of the two a person was sent. */
function slotsFor(type: string): string[] {
  if (type === 'email') return ['confirmation', 'recovery']
  const slot = Object.entries(slots).find(([purpose]) => purpose === type)?.[1]
  if (!slot) throw new AuthFailure(400, 'validation_failed', 'Verify requires a verification type')
  return [slot]
}

function hash(email: string, code: string): string {
  return createHash('sha256').update(`${email.toLowerCase()} ${code}`).digest('hex')
}
