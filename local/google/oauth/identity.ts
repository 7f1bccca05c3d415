import { createHash } from 'node:crypto'
import type { World } from '../world.ts'

export const issuer = 'https://accounts.google.com'

/** A subject is digits and stays the same for an address, whatever instance answers. */
export function identityOf(world: World, address: string): { sub: string; email: string; name: string } {
  const number = BigInt(`0x${createHash('sha256').update(address).digest('hex').slice(0, 16)}`)
  return { sub: `1${String(number).padStart(20, '0')}`, email: address, name: world.mailboxes.get(address)?.name ?? '' }
}
