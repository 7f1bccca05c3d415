import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { readPidFile } from './pid-file.ts'

type Place = { binaries: Binaries; account: Account | undefined; home: string; data: string }

/** Complete or absent: the cluster is made beside its place and moved there in one step. */
export async function initialise(place: Place): Promise<void> {
  const draft = `${place.data}.new`
  for (const leftover of [draft, place.data]) rmSync(leftover, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (place.account) chownSync(draft, place.account.uid, place.account.gid)

  const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${path.join(place.home, 'password')}`]
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = run(place, place.binaries.initdb, ['-D', draft, ...access, ...locale, '--no-sync'])
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`Cannot create the Postgres cluster: ${lastWords(place.home)}`)
  renameSync(draft, place.data)
}

/** Starts the server in a session of its own, so that it outlives a killed Node and can be found again. */
export async function launch(place: Place, settings: Record<string, string>): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const child = run(place, place.binaries.postgres, ['-D', place.data, ...serverFlags(port, settings)])
    if (await answers(child, place.data)) {
      child.unref()
      return port
    }
    const words = lastWords(place.home)
    if (attempt === 3 || !words.includes('Address already in use')) throw new Error(`Cannot start Postgres: ${words}`)
  }
}

function serverFlags(port: number, settings: Record<string, string>): string[] {
  const all: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // One machine, no replicas: the least log that still survives a crash.
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    search_path: '"$user", public, extensions',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Everything it says goes to `postgres.log` beside the data. */
function run({ account, home }: Place, command: string, args: string[]): ChildProcess {
  const log = openSync(path.join(home, 'postgres.log'), 'w')
  try {
    const child = spawn(command, args, {
      cwd: home,
      stdio: ['ignore', log, log],
      detached: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    })
    child.once('error', (error) => child.emit('exit', `Cannot run "${command}": ${error.message}`))
    return child
  } finally {
    closeSync(log)
  }
}

async function answers(child: ChildProcess, data: string): Promise<boolean> {
  const exited = new AbortController()
  child.once('exit', () => exited.abort())
  while (!exited.signal.aborted) {
    const running = readPidFile(data)
    if (running?.pid === child.pid && running?.ready) return true
    await wait(10)
  }
  return false
}

function lastWords(home: string): string {
  const lines = readFileSync(path.join(home, 'postgres.log'), 'utf8').trim().split('\n')
  return lines.slice(-4).join(' · ') || 'it said nothing'
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('Cannot find a free port on 127.0.0.1')
  return address.port
}
