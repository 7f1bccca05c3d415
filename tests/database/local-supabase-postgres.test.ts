import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDirectory } from '../../local/supabase/lock.ts'
import { findBinaries } from '../../local/supabase/postgres/binaries.ts'
import { isReachable } from '../../local/supabase/postgres/reach.ts'
import { removePostgres, startPostgres } from '../../local/supabase/postgres.ts'

const module = (name: string) => JSON.stringify(new URL(`../../local/supabase/${name}.ts`, import.meta.url).href)

let dir: string
let started: ChildProcess[]

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'local-supabase-'))
  started = []
})
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL')
  await removePostgres(dir)
  rmSync(dir, { recursive: true, force: true })
})

/** Runs a line of TypeScript in a Node of its own and gives back the first thing it says. */
async function inAnotherProcess(code: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const [said] = await once(child.stdout, 'data')
  return { child, said: String(said).trim() }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function ask(url: string): Promise<Record<string, unknown> | undefined> {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql`select current_setting('server_version_num')::int / 10000 as major, lower('ÄÖ') as lower,
    current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
    current_setting('max_connections')::int as connections, current_setting('synchronous_commit') as commits`
  await sql.end()
  return row
}

const settings = { fsync: 'off', synchronous_commit: 'off' }

describe('a cluster', () => {
  test('is Postgres 17 on the loopback alone, behind a password, and keeps its data across restarts', async () => {
    const first = await startPostgres({ dir, settings })
    expect(await ask(first.url())).toEqual({
      major: 17,
      lower: 'äö',
      listens: '127.0.0.1',
      sockets: '',
      connections: 200,
      commits: 'off',
    })
    const stranger = new URL(first.url())
    stranger.password = 'guessed'
    await expect(ask(stranger.href)).rejects.toThrow('password authentication failed')
    const sql = postgres(first.url(), { max: 1 })
    await sql`create table kept (id integer)`
    await sql.end()
    await first.stop()
    await expect(ask(first.url())).rejects.toThrow('ECONNREFUSED')

    const second = await startPostgres({ dir, settings })
    expect(second.reused).toBe(false)
    const again = postgres(second.url(), { max: 1 })
    expect(await again`select * from kept`).toEqual([])
    await again.end()
  })

  test('that outlived its killed Node is found and reused', async () => {
    const start = `const { startPostgres } = await import(${module('postgres')})
      const { url } = await startPostgres({ dir: ${JSON.stringify(dir)}, settings: { fsync: 'off' } })
      console.log(url()); setInterval(() => {}, 1000)`
    const { child, said } = await inAnotherProcess(start)
    await killed(child)

    const found = await startPostgres({ dir })
    expect(found.reused).toBe(true)
    expect(found.url()).toBe(said)
    expect(await ask(found.url())).toMatchObject({ major: 17 })
    await found.stop()
    await expect(ask(said)).rejects.toThrow('ECONNREFUSED')
  })

  test('starts over a pid file left by a crash, whoever has that number now', async () => {
    const first = await startPostgres({ dir, settings })
    const port = new URL(first.url()).port
    const sql = postgres(first.url(), { max: 1 })
    const [place] = await sql<{ data_directory: string }[]>`show data_directory`
    await sql.end()
    await first.stop()

    const { child } = await inAnotherProcess('console.log(1); setInterval(() => {}, 1000)')
    const data = place?.data_directory ?? ''
    const leave = (pid: number | undefined) =>
      writeFileSync(
        path.join(data, 'postmaster.pid'),
        [pid, data, 1_700_000_000, port, '', '127.0.0.1', ' 1 1', 'ready   ', ''].join('\n'),
      )
    leave(child.pid)
    const second = await startPostgres({ dir, settings })
    expect(second.reused).toBe(false)
    await second.stop()

    await killed(child)
    leave(child.pid)
    const third = await startPostgres({ dir, settings })
    expect(await ask(third.url())).toMatchObject({ major: 17 })
  })

  test('is gone without a trace after removePostgres', async () => {
    const { url } = await startPostgres({ dir, settings })
    await removePostgres(dir)
    await expect(ask(url())).rejects.toThrow('ECONNREFUSED')
    expect(readdirSync(dir)).toEqual([])
  })

  test('that cannot start says why', async () => {
    await expect(startPostgres({ dir, settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /Cannot start Postgres: .*shared_buffers/,
    )
  })
})

describe('binaries', () => {
  const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 }

  test('are used in place where the account may go', () => {
    expect(findBinaries(undefined).postgres).toContain('node_modules')
  })

  test('are copied once, links included, to where an account without rights may go', () => {
    const version = `0.0.0-${path.basename(dir)}`
    mkdirSync(path.join(dir, 'native', 'bin'), { recursive: true })
    mkdirSync(path.join(dir, 'native', 'lib'))
    writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ version }))
    writeFileSync(path.join(dir, 'native', 'bin', 'postgres'), 'the server')
    writeFileSync(path.join(dir, 'native', 'lib', 'libpq.so.5.17'), 'a library')
    const links = [{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }]
    writeFileSync(path.join(dir, 'native', 'pg-symlinks.json'), JSON.stringify(links))

    const found = findBinaries(nobody, dir)
    const copy = path.resolve(found.postgres, '../../..')
    try {
      expect(isReachable(dir)).toBe(false)
      expect(isReachable(path.dirname(found.postgres))).toBe(true)
      expect(readFileSync(found.postgres, 'utf8')).toBe('the server')
      expect(readFileSync(path.join(copy, 'native', 'lib', 'libpq.so.5'), 'utf8')).toBe('a library')
      rmSync(path.join(dir, 'native', 'lib'), { recursive: true })
      expect(findBinaries(nobody, dir)).toEqual(found)
    } finally {
      rmSync(copy, { recursive: true })
    }
  })
})

describe('a lock', () => {
  test('keeps a second process out and names the first, until it is released or dead', async () => {
    const hold = `const { lockDirectory } = await import(${module('lock')})
      lockDirectory(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000)`
    const { child } = await inAnotherProcess(hold)
    expect(() => lockDirectory(dir)).toThrow(`Cannot open "${dir}": process ${child.pid} is using it already`)
    await killed(child)

    const release = lockDirectory(dir)
    expect(() => lockDirectory(dir)).toThrow(`process ${process.pid} is using it already`)
    release()
    release()
    lockDirectory(dir)()
    expect(readdirSync(dir)).toEqual([])
  })

  test('left by a process whose number has a new bearer is taken over', () => {
    writeFileSync(path.join(dir, 'world.lock'), `${process.ppid} 1`)
    lockDirectory(dir)()
  })
})
