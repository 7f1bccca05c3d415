import postgres from 'postgres'
import { hashOf, type Migration, readMigrations, readOwn } from './migrations.ts'
import { pgmqSql } from './pgmq.ts'
import { explain } from './sql-error.ts'

export type MigrateOptions = {
  /** Run last, every time. */
  extraSql?: string
  directory?: string
}

/**
 * Brings a database up to the migrations on disk, each file in a transaction of its own.
 * `changed`: a file that was applied reads differently now, so nothing was done; the caller decides to start afresh.
 */
export async function migrate(
  url: string,
  { extraSql, directory }: MigrateOptions = {},
): Promise<{ applied: string[]; changed: boolean }> {
  const migrations = readMigrations(directory)
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await sql`select pg_advisory_lock(hashtext('migrate'))`
    const done = await readHistory(sql)
    if (hasDrifted(done, migrations)) return { applied: [], changed: true }

    if (done.get('system') !== systemHash()) await prepare(sql, url)
    const applied: string[] = []
    for (const migration of migrations.filter(({ version }) => !done.has(version))) {
      await apply(sql, migration)
      applied.push(migration.file)
    }
    await run(sql, 'clock.sql', readOwn('clock.sql'))
    if (extraSql) await run(sql, 'extra SQL', extraSql)
    return { applied, changed: false }
  } finally {
    await sql.end()
  }
}

const systemHash = () => hashOf(readOwn('bootstrap.sql') + readOwn('system.ts') + readOwn('pgmq.ts'))

async function readHistory(sql: postgres.Sql): Promise<Map<string, string>> {
  await sql`create schema if not exists supabase_migrations`
  await sql`
    create table if not exists supabase_migrations.schema_migrations (
      version text primary key, statements text[], name text, hash text
    )`
  await sql`alter table supabase_migrations.schema_migrations add column if not exists hash text`
  const rows = await sql<
    { version: string; hash: string }[]
  >`select version, hash from supabase_migrations.schema_migrations`
  return new Map(rows.map(({ version, hash }) => [version, hash]))
}

function hasDrifted(done: Map<string, string>, migrations: Migration[]): boolean {
  const onDisk = new Map(migrations.map(({ version, hash }) => [version, hash]))
  return [...done].some(([version, hash]) => version !== 'system' && onDisk.get(version) !== hash)
}

async function prepare(sql: postgres.Sql, url: string): Promise<void> {
  const { ensureSystemSchema } = await import('./system.ts')
  await ensureSystemSchema(url)
  await run(sql, 'bootstrap.sql', readOwn('bootstrap.sql'))
  const [queue] = await sql`select from pg_namespace where nspname = 'pgmq'`
  if (!queue) await run(sql, 'pgmq.sql', pgmqSql())
  await record(sql, { version: 'system', name: 'system', hash: systemHash() })
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  await sql.unsafe('begin').simple()
  try {
    await sql.unsafe(migration.sql).simple()
    await record(sql, migration)
    await sql.unsafe('commit').simple()
  } catch (error) {
    await sql.unsafe('rollback').simple()
    throw await explain(sql, migration.file, migration.sql, error)
  }
}

async function record(
  sql: postgres.Sql,
  { version, name, hash }: Pick<Migration, 'version' | 'name' | 'hash'>,
): Promise<void> {
  await sql`
    insert into supabase_migrations.schema_migrations (version, name, hash) values (${version}, ${name}, ${hash})
    on conflict (version) do update set hash = excluded.hash`
}

async function run(sql: postgres.Sql, file: string, text: string): Promise<void> {
  try {
    await sql.unsafe(text).simple()
  } catch (error) {
    throw await explain(sql, file, text, error)
  }
}
