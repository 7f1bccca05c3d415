import type postgres from 'postgres'
import { issueCode, type Purpose } from './codes.ts'
import { type AuthMail, actionLink, writeLetter } from './letters.ts'
import type { AccessTokens } from './tokens.ts'
import type { User } from './users.ts'

/** What every auth route needs. */
export type AuthService = {
  sql: postgres.Sql
  tokens: AccessTokens
  /** `<base>/auth/v1` */
  issuer: string
  secretKey: string
  publishableKey: string
  sendMail(mail: AuthMail): Promise<void>
}

export type Link = {
  action_link: string
  email_otp: string
  hashed_token: string
  redirect_to: string
  verification_type: Purpose
}

export async function makeLink(
  auth: AuthService,
  user: User,
  email: string,
  purpose: Purpose,
  redirectTo = '',
): Promise<Link> {
  const code = await issueCode(auth.sql, user.id, email, purpose)
  return {
    ...code,
    action_link: actionLink(auth.issuer, purpose, code, redirectTo),
    redirect_to: redirectTo,
    verification_type: purpose,
  }
}

export async function mailCode(
  auth: AuthService,
  user: User,
  email: string,
  purpose: Purpose,
  redirectTo?: string,
): Promise<void> {
  const link = await makeLink(auth, user, email, purpose, redirectTo)
  await auth.sendMail(writeLetter(purpose, email, link, link.action_link))
}
