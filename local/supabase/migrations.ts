import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type Migration = { version: string; name: string; file: string; sql: string; hash: string }

const migrationsDirectory = fileURLToPath(new URL('../../supabase/migrations', import.meta.url))

/** `<version>_<name>.sql`, in name order. */
export function readMigrations(directory = migrationsDirectory): Migration[] {
  if (!existsSync(directory)) return []
  const files = readdirSync(directory).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const sql = readFileSync(path.join(directory, file), 'utf8')
    const [version = file, name = ''] = path.basename(file, '.sql').split(/_(.*)/s)
    return { version, name, file, sql, hash: hashOf(sql) }
  })
}

/** Everything that decides what a freshly migrated database looks like. */
export function schemaHash(directory = migrationsDirectory): string {
  const own = ['bootstrap.sql', 'clock.sql', 'system.ts', 'pgmq.ts'].map(readOwn)
  return hashOf([...own, ...readMigrations(directory).map(({ file, hash }) => `${file} ${hash}`)].join('\n'))
}

export function readOwn(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
