import type { Letter } from '../resend/letter.ts'

/** The sign-in code a letter carries, if it carries one. */
export function codeOf({ subject, text }: Pick<Letter, 'subject' | 'text'>): string | undefined {
  const six = /(?<!\d)\d{6}(?!\d)/
  return six.exec(subject)?.[0] ?? six.exec(text ?? '')?.[0]
}
