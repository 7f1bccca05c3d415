import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { migrate } from './migrate.ts'
import { schemaHash } from './migrations.ts'
import type { Postgres } from './postgres.ts'

type Cluster = Pick<Postgres, 'url'>

export type TestDatabase = { name: string; url: string; drop(): Promise<void> }

/** The name of a migrated database to clone from, made once for each state of the migrations. */
export async function templateDatabase(cluster: Cluster): Promise<string> {
  const name = `template_${schemaHash()}`
  await withAdmin(cluster, async (sql) => {
    // Two workers may ask at once; the second finds the first one's work.
    await sql`select pg_advisory_lock(hashtext('template database'))`
    const [ready] = await sql`select from pg_database where datname = ${name} and datistemplate`
    if (ready) return
    await sql`drop database if exists ${sql(name)} with (force)`
    await sql`create database ${sql(name)}`
    await migrate(cluster.url(name))
    await sql`alter database ${sql(name)} with is_template true allow_connections false`
  })
  return name
}

export async function cloneDatabase(cluster: Cluster, template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await withAdmin(cluster, (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`)
  return {
    name,
    url: cluster.url(name),
    drop: () => withAdmin(cluster, async (sql) => void (await sql`drop database if exists ${sql(name)} with (force)`)),
  }
}

async function withAdmin<T>(cluster: Cluster, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(cluster.url(), { max: 1, onnotice: () => undefined })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
