import type { Code, Purpose } from './codes.ts'

/** What the outside world is asked to deliver. */
export type AuthMail = {
  kind: Purpose
  to: string
  subject: string
  text: string
  html: string
  /** The six digits. */
  code: string
  /** For `verifyOtp({ token_hash, type: 'email' })`. */
  tokenHash: string
  link: string
}

const subjects: Record<Purpose, string> = {
  signup: 'Confirm your email address',
  invite: 'You have been invited',
  magiclink: 'Your sign-in code',
  recovery: 'Reset your password',
  email_change: 'Confirm your new email address',
}

export function writeLetter(kind: Purpose, to: string, { email_otp, hashed_token }: Code, link: string): AuthMail {
  const subject = subjects[kind]
  return {
    kind,
    to,
    subject,
    text: `${subject}\n\nYour code: ${email_otp}\n\nOr open this link: ${link}\n`,
    html: `<h2>${subject}</h2><p>Your code: <strong>${email_otp}</strong></p><p><a href="${link.replaceAll('&', '&amp;')}">Continue</a></p>`,
    code: email_otp,
    tokenHash: hashed_token,
    link,
  }
}

/** GoTrue's own verification page, which signs in and moves on. */
export function actionLink(issuer: string, kind: Purpose, { hashed_token }: Code, redirectTo: string): string {
  return `${issuer}/verify?${new URLSearchParams({ token: hashed_token, type: kind, redirect_to: redirectTo })}`
}
