import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Account, unprivilegedAccount } from './postgres/account.ts'
import { findBinaries } from './postgres/binaries.ts'
import { initialise, launch } from './postgres/launch.ts'
import { findRunning } from './postgres/orphan.ts'
import { isReachable, sharedDirectory } from './postgres/reach.ts'
import { stopPostmaster } from './postgres/stop.ts'

export type Postgres = { url(database?: string): string; reused: boolean; stop(): Promise<void> }

export type PostgresOptions = {
  dir: string
  log?: (line: string) => void
  /** Server settings over ours, such as `{ synchronous_commit: 'off', fsync: 'off' }`. */
  settings?: Record<string, string>
}

/**
 * A real Postgres 17 on 127.0.0.1, its data below `dir`. A server that outlived its Node process is found and reused.
 * Works as root too, under a borrowed account; what that account cannot reach is then kept in a temporary directory.
 */
export async function startPostgres({ dir, log = () => undefined, settings = {} }: PostgresOptions): Promise<Postgres> {
  const account = unprivilegedAccount()
  const home = makeHome(dir, account)
  const data = path.join(home, 'data')
  const password = readPassword(home, account)
  const running = await findRunning(data, password)
  if (running) {
    log(`Postgres was still running on port ${running.port}`)
    return server(running.port, true)
  }

  const place = { binaries: findBinaries(account), account, home, data }
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    log('creating the database cluster')
    await initialise(place)
  }
  const port = await launch(place, settings)
  log(`Postgres is listening on port ${port}`)
  return server(port, false)

  function server(port: number, reused: boolean): Postgres {
    return {
      url: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
      reused,
      stop: () => stopPostmaster(data),
    }
  }
}

/** Stops whatever runs there and forgets the data. */
export async function removePostgres(dir: string): Promise<void> {
  const home = findHome(dir)
  if (!home) return
  await stopPostmaster(path.join(home, 'data'))
  for (const name of ['data', 'password', 'postgres.log'])
    rmSync(path.join(home, name), { recursive: true, force: true })
  if (path.resolve(home) !== path.resolve(dir)) rmSync(home, { recursive: true, force: true })
  rmSync(pointer(dir), { force: true })
}

const pointer = (dir: string) => path.join(dir, 'postgres.home')

function findHome(dir: string): string | undefined {
  if (existsSync(pointer(dir))) return readFileSync(pointer(dir), 'utf8').trim()
  return existsSync(path.join(dir, 'data')) ? path.resolve(dir) : undefined
}

function makeHome(dir: string, account: Account | undefined): string {
  mkdirSync(dir, { recursive: true })
  const known = findHome(dir)
  if (known && existsSync(known)) return known

  const reachable = !account || isReachable(dir)
  const hash = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12)
  const home = reachable ? path.resolve(dir) : path.join(sharedDirectory(), `assistantai-${hash}`)
  mkdirSync(home, { recursive: true })
  if (!reachable) {
    chmodSync(home, 0o711)
    writeFileSync(pointer(dir), `${home}\n`)
  }
  return home
}

function readPassword(home: string, account: Account | undefined): string {
  const file = path.join(home, 'password')
  if (!existsSync(file)) {
    if (existsSync(path.join(home, 'data', 'PG_VERSION'))) {
      throw new Error(
        `Cannot open the database in "${home}": its password file is gone; remove that directory to start afresh`,
      )
    }
    writeFileSync(file, randomBytes(18).toString('hex'), { mode: 0o600 })
    if (account) chownSync(file, account.uid, account.gid)
  }
  return readFileSync(file, 'utf8').trim()
}
