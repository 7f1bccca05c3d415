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
  const postgres = await startPostgres({ dir: directory, log: say, settings: { synchronous_commit: 'off' } })
  const { applied, changed } = await stoppingOnError(postgres.stop, () => migrate(postgres.url()))
  if (!changed) return { url: postgres.url(), fresh: applied.length > 0, stop: postgres.stop }

  say('The schema has changed since this data was made; starting anew')
  await postgres.stop()
  return openDatabase(directory, given, true, say)
}

async function openGiven(url: string, anew: boolean): Promise<OpenDatabase> {
  const { applied, changed } = await migrate(url)
  if (changed)
    throw new Error('The database at DATABASE_URL was made from other migrations. Empty it, or name another one')
  // What is not ours is not ours to empty.
  if (anew && applied.length === 0)
    throw new Error('To begin anew, the database at DATABASE_URL must be empty. Empty it, or name another one')
  return { url, fresh: applied.length > 0, stop: async () => undefined }
}

async function stoppingOnError<T>(stop: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await stop()
    throw error
  }
}
