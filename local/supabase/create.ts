import { Hono } from 'hono'
import postgres from 'postgres'
import type { AuthMail } from './auth/letters.ts'
import { authRoutes } from './auth/routes.ts'
import { accessTokens, createSigningKey, type SigningKey } from './auth/tokens.ts'
import { restConnection } from './rest/connection.ts'
import { restRoutes } from './rest/routes.ts'

export type { AuthMail }
export { createSigningKey, type SigningKey }

export type Keys = { publishable: string; secret: string }

export type SupabaseOptions = {
  databaseUrl: string
  /** The public SUPABASE_URL; it may have a path, where the caller mounts `app`. */
  base: string
  keys: Keys
  jwtSecret: string
  /** From `createSigningKey()`, kept by the caller; without one, tokens die with the process. */
  signingJwk?: SigningKey
  sendMail(mail: AuthMail): Promise<void>
}

export type Supabase = {
  /** `/rest/v1/*` and `/auth/v1/*`, relative to `base`. */
  app: Hono
  sql: postgres.Sql
  /** REST and auth requests served so far. */
  requests(): number
  /** To be called after DDL. */
  reload(): Promise<void>
  close(): Promise<void>
}

/** A Supabase project in this process, for plain supabase-js: PostgREST by Supabase Lite, GoTrue by our own auth rooms. */
export async function createSupabase(options: SupabaseOptions): Promise<Supabase> {
  const { databaseUrl, keys, jwtSecret, sendMail } = options
  const issuer = `${options.base.replace(/\/$/, '')}/auth/v1`
  const tokens = await accessTokens(options.signingJwk ?? (await createSigningKey()), issuer)
  const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined })
  const connection = restConnection(databaseUrl)
  await connection.introspect({ useCache: true })
  let served = 0

  const app = new Hono()
  app.use(async (_c, next) => {
    served += 1
    await next()
  })
  app.route('/', restRoutes({ connection, keys, jwtSecret, tokens }))
  app.route(
    '/',
    authRoutes({ sql, tokens, issuer, sendMail, publishableKey: keys.publishable, secretKey: keys.secret }),
  )

  return {
    app,
    sql,
    requests: () => served,
    reload: async () => {
      await connection.clearSchemaCache()
      await connection.introspect({ useCache: true })
    },
    close: async () => {
      await Promise.all([sql.end({ timeout: 1 }), connection.driver.end({ timeout: 1 })])
    },
  }
}
