import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { supabaseCli } from './cli.ts'
import { migrate } from './migrate.ts'
import { removePostgres, startPostgres } from './postgres.ts'

/** TypeScript for everything in `public`, in the generator's own layout. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  return supabaseCli(databaseUrl, ['gen', 'types', '--lang', 'typescript', '--schema', 'public'])
}

/** `npm run types`: the migrations, in a database that lives for a second. */
async function writeTypes(): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'assistantai-types-'))
  try {
    const { url } = await startPostgres({ dir, settings: { fsync: 'off', synchronous_commit: 'off' } })
    await migrate(url())
    writeFileSync(fileURLToPath(new URL('../../core/database.types.ts', import.meta.url)), await generateTypes(url()))
  } finally {
    await removePostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}

if (import.meta.main) await writeTypes()
