import { migrate } from './supabase/migrate.ts'
import { removePostgres, startPostgres } from './supabase/postgres.ts'

export type OpenDatabase = { url: string; fresh: boolean; stop(): Promise<void> }

/** The embedded database, or the one DATABASE_URL names, brought up to the migrations on disk. */
export async function openDatabase(
  directory: string,
  given: string | undefined,
  say: (line: string) => void,
): Promise<OpenDatabase> {
  if (given) {
    const { applied, changed } = await migrate(given)
    if (changed)
      throw new Error('The database at DATABASE_URL was made from other migrations. Empty it, or name another one')
    return { url: given, fresh: applied.length > 0, stop: async () => undefined }
  }

  say('Starting Postgres')
  const postgres = await startPostgres({ dir: directory, log: say, settings: { synchronous_commit: 'off' } })
  const { applied, changed } = await migrate(postgres.url())
  if (!changed) return { url: postgres.url(), fresh: applied.length > 0, stop: postgres.stop }

  say('The schema has changed since this data was made; starting anew')
  await postgres.stop()
  await removePostgres(directory)
  return openDatabase(directory, given, say)
}
