import type { World } from './world.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function token(world: Pick<World, 'random'>, length: number): string {
  return Array.from(world.random(length), (byte) => letters[byte % 64]).join('')
}
