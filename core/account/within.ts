import type { WorkerContext } from '../context.ts'
import { fingerprint } from '../crypto.ts'

export type Rate = { key: string[]; allowed: number; perSeconds: number }

/**
 * Counts a hit on each rate in turn and stops at the first that is full. The order matters: whoever is stopped at a rate
 * of their own must not use up the one they share with the owner of an address.
 */
export async function within({ db }: WorkerContext, rates: Rate[]): Promise<boolean> {
  for (const { key, allowed, perSeconds } of rates) {
    const [what, ...of] = key
    const rate_key = `${what}:${await fingerprint(of.join(' '))}`
    const { data } = await db.rpc('within_rate', { rate_key, allowed, per_seconds: perSeconds }).throwOnError()
    if (!data) return false
  }
  return true
}
