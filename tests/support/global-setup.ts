import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { lockDirectory } from '../../local/supabase/lock.ts'
import { schemaHash } from '../../local/supabase/migrations.ts'
import { isRunning } from '../../local/supabase/postgres/pid-file.ts'
import { type Postgres, startPostgres } from '../../local/supabase/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: string
  }
}

const dir = fileURLToPath(new URL('../../.local/test', import.meta.url))
const users = path.join(dir, 'users')

/** One cluster for all workers, and for several runs at once: the last one out turns it off. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(users, { recursive: true })
  const cluster = await alone(enter)
  project.provide('postgres', cluster.url())
  return () => alone(() => leave(cluster))
}

async function enter(): Promise<Postgres> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const cluster = await startPostgres({ dir, settings })
  if (others().length === 0) await tidy(cluster)
  writeFileSync(path.join(users, String(process.pid)), '')
  return cluster
}

async function leave(cluster: Postgres): Promise<void> {
  rmSync(path.join(users, String(process.pid)), { force: true })
  if (others().length === 0) await cluster.stop()
}

function others(): number[] {
  const pids = readdirSync(users).map(Number)
  for (const gone of pids.filter((pid) => !isRunning(pid))) rmSync(path.join(users, String(gone)), { force: true })
  return pids.filter((pid) => pid !== process.pid && isRunning(pid))
}

/** What killed runs and older migrations left behind. */
async function tidy(cluster: Postgres): Promise<void> {
  const sql = postgres(cluster.url(), { max: 1, onnotice: () => undefined })
  const stale = await sql<{ name: string }[]>`
    select datname as name from pg_database
    where starts_with(datname, 'test_')
      or (starts_with(datname, 'template_') and datname <> ${`template_${schemaHash()}`})`
  for (const { name } of stale) {
    await sql`alter database ${sql(name)} with is_template false`
    await sql`drop database ${sql(name)} with (force)`
  }
  await sql.end()
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  const release = await turn(Date.now() + 30_000)
  try {
    return await work()
  } finally {
    release()
  }
}

async function turn(deadline: number): Promise<() => void> {
  for (;;) {
    try {
      return lockDirectory(dir)
    } catch (error) {
      if (Date.now() > deadline) throw error
      await wait(50)
    }
  }
}
