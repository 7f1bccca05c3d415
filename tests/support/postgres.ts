import { inject } from 'vitest'
import { cloneDatabase, type TestDatabase, templateDatabase } from '../../local/supabase/databases.ts'

export type TestPostgres = {
  url(database?: string): string
  /** A migrated database of one's own; `drop()` it in `afterAll`. */
  database(): Promise<TestDatabase>
}

/** The cluster `tests/support/global-setup.ts` started for this run. */
export async function testPostgres(): Promise<TestPostgres> {
  const given = inject('postgres')
  if (!given)
    throw new Error('Cannot find the test database: name tests/support/global-setup.ts as globalSetup of this project')

  const cluster = {
    url(database = 'postgres') {
      const url = new URL(given)
      url.pathname = database
      return url.href
    },
  }
  return { ...cluster, database: async () => cloneDatabase(cluster, await templateDatabase(cluster)) }
}
