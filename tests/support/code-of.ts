import { vi } from 'vitest'
import type { World } from '../../local/world.ts'

const CODE = /\b\d{6}\b/

/** The code in the newest letter to somebody, once they have more than `known`: letters follow the answer. */
export async function codeOf(world: Pick<World, 'resend'>, email: string, known = 0): Promise<string> {
  await vi.waitUntil(() => codesTo(world, email).length > known, { timeout: 5000, interval: 5 })
  return codesTo(world, email)[0] ?? ''
}

/** Every code written to somebody so far, newest first. */
export const codesTo = ({ resend }: Pick<World, 'resend'>, email: string): string[] =>
  resend.letters().flatMap(({ to, text }) => (to.includes(email) && CODE.exec(text ?? '')?.[0]) || [])
