import { token } from '../token.ts'
import type { World } from '../world.ts'
import type { Access, Grants } from './grant.ts'

export function createGrants(accessTtl: number): Grants {
  return { accessTtl, codes: new Map(), access: new Map(), refresh: new Map(), consents: new Map() }
}

export function issueAccess(world: World, address: string, scopes: string[]): string {
  const { access, accessTtl } = world.grants
  const now = world.now()
  for (const [key, { expires }] of access) if (expires <= now) access.delete(key)
  const value = `ya29.${token(world, 60)}`
  access.set(value, { address, scopes, expires: now + accessTtl * 1000 })
  world.changed()
  return value
}

export function issueRefresh(world: World, address: string, scopes: string[]): string {
  const value = `1//0${token(world, 60)}`
  world.grants.refresh.set(value, { address, scopes, revoked: false })
  world.changed()
  return value
}

export function findAccess(world: World, value: string): Access | undefined {
  const access = world.grants.access.get(value)
  return access && access.expires > world.now() ? access : undefined
}

/** The user takes back the consent: every token of theirs dies with it, as at myaccount.google.com. */
export function revokeAll(world: World, address: string): void {
  const { access, refresh, codes, consents } = world.grants
  for (const [key, held] of access) if (held.address === address) access.delete(key)
  for (const [key, held] of codes) if (held.address === address) codes.delete(key)
  for (const held of refresh.values()) if (held.address === address) held.revoked = true
  consents.delete(address)
  world.changed()
}
