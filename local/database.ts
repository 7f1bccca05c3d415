import postgres from 'postgres'
import { migrate } from './supabase/migrate.ts'
import { removePostgres, startPostgres } from './supabase/postgres.ts'

export type OpenDatabase = { url: string; fresh: boolean; stop(): Promise<void> }

/** The embedded database, or the one DATABASE_URL names, brought up to the migrations on disk; `anew`, without its data. */
export async function openDatabase(
  directory: string,
  given: string | undefined,
  anew: boolean,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  if (given) return openGiven(given, anew)

  if (anew) await removePostgres(directory)
  say('Starting Postgres')
  const server = await startPostgres({ dir: directory, log: say, settings: { synchronous_commit: 'off' } })
  const { applied, changed } = await stoppingOnError(server.stop, () => migrate(server.url()))
  if (!changed) return { url: server.url(), fresh: applied.length > 0, stop: server.stop }

  say('The schema has changed since this data was made; starting anew')
  await server.stop()
  return openDatabase(directory, given, true, say)
}

async function openGiven(url: string, anew: boolean): Promise<OpenDatabase> {
  await knock(url)
  const { applied, changed } = await migrate(url)
  if (changed)
    throw new Error('The database at DATABASE_URL was made from other migrations. Empty it, or name another one')
  // What is not ours is not ours to empty.
  if (anew && applied.length === 0)
    throw new Error('To begin anew, the database at DATABASE_URL must be empty. Empty it, or name another one')
  return { url, fresh: applied.length > 0, stop: async () => undefined }
}

/** @throws {Error} naming the variable and what is wrong with it; never its value, which holds a password */
async function knock(url: string): Promise<void> {
  if (!/^postgres(ql)?:/.test(url) || !URL.canParse(url))
    throw new Error(`DATABASE_URL is wrong: it is not of the form "postgres://user:password@127.0.0.1:5432/database"`)
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await sql`select`
  } catch (error) {
    throw new Error(`DATABASE_URL is wrong: ${reasonOf(error)}. Leave it empty for the embedded Postgres`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof postgres.PostgresError) return `Postgres answers there with "${error.message}"`
  const { code }: Error & { code?: unknown } = error instanceof Error ? error : new Error()
  return `no Postgres answers there (${String(code ?? 'no reason given')})`
}

async function stoppingOnError<T>(stop: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await stop()
    throw error
  }
}
