import { App } from '@supabase/lite'
import { createPostgresConnection } from '@supabase/lite/postgres'

/** Supabase Lite's own tables: schema `auth` and its migration history. Additive, so it may run again. */
export async function ensureSystemSchema(url: string): Promise<void> {
  const connection = createPostgresConnection({ url, postgresOptions: { max: 1, onnotice: () => undefined } })
  const keys = { publishable_key: 'sb_publishable_none', secret_key: 'sb_secret_none', jwt_secret: 'none' }
  try {
    await new App({ connection, auth: { enabled: true, ...keys } }).ensureSystemSchema()
  } finally {
    await connection.close()
  }
}
