import { existsSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Whether an account without any rights of its own can get to this path, judged by every directory above it. */
export function isReachable(target: string): boolean {
  if (!existsSync(target)) return isReachable(path.dirname(target))
  let current = realpathSync(target)
  while (current !== path.dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false
    current = path.dirname(current)
  }
  return (statSync(current).mode & 0o001) !== 0
}

/** A directory every account can get to. */
export function sharedDirectory(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((directory) => existsSync(directory) && isReachable(directory))
  if (!found) throw new Error('Cannot start Postgres as root: no temporary directory is open to other accounts')
  return found
}
