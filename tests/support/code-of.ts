import type { World } from '../../local/world.ts'

/** The code in the newest letter to somebody; empty when none was written. */
export function codeOf({ resend }: Pick<World, 'resend'>, email: string): string {
  const letter = resend.letters().find(({ to }) => to.includes(email))
  return /\b\d{6}\b/.exec(letter?.text ?? '')?.[0] ?? ''
}
