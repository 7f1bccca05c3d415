import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { Hono } from 'hono'
import postgres from 'postgres'
import {
  type AuthMail,
  createSigningKey,
  createSupabase,
  type SigningKey,
  type Supabase,
} from '../../local/supabase/create.ts'
import { migrate } from '../../local/supabase/migrate.ts'
import { testPostgres } from '../support/postgres.ts'

export type Project = {
  supabase: Supabase
  base: string
  key: SigningKey
  mails: AuthMail[]
  anonymous(): SupabaseClient
  service(): SupabaseClient
  /** A confirmed user, signed in. */
  person(email: string): Promise<SupabaseClient>
  /** A client that sends this token, whatever it is. */
  bearing(token: string): SupabaseClient
  close(): Promise<void>
}

const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test' }

/** A Supabase of one's own, with no migrations but this SQL, behind a real server and a base path. */
export async function startProject(extraSql: string): Promise<Project> {
  const { url, drop } = await emptyDatabase()
  await migrate(url, { directory: 'none', extraSql })
  const outer = new Hono()
  const server = serve({ fetch: outer.fetch, hostname: '127.0.0.1', port: 0 })
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/local/supabase`

  const mails: AuthMail[] = []
  const key = await createSigningKey()
  const sendMail = async (mail: AuthMail) => void mails.push(mail)
  const supabase = await createSupabase({
    databaseUrl: url,
    base,
    keys,
    jwtSecret: 'a secret of forty characters, for a test',
    signingJwk: key,
    sendMail,
  })
  outer.route('/local/supabase', supabase.app)

  const client = (apiKey: string, headers: Record<string, string> = {}) =>
    createClient(base, apiKey, { auth: { persistSession: false, autoRefreshToken: false }, global: { headers } })
  const service = () => client(keys.secret)

  return {
    supabase,
    base,
    key,
    mails,
    anonymous: () => client(keys.publishable),
    service,
    bearing: (token) => client(keys.publishable, { authorization: `Bearer ${token}` }),
    async person(email) {
      await service().auth.admin.createUser({ email, email_confirm: true })
      const { data, error } = await service().auth.admin.generateLink({ type: 'magiclink', email })
      if (error) throw error
      const own = client(keys.publishable)
      const verified = await own.auth.verifyOtp({ type: 'email', token_hash: data.properties.hashed_token })
      if (verified.error) throw verified.error
      return own
    },
    async close() {
      server.close()
      await supabase.close()
      await drop()
    },
  }
}

export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const cluster = await testPostgres()
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const sql = postgres(cluster.url(), { max: 1, onnotice: () => undefined })
  await sql`create database ${sql(name)}`
  return {
    url: cluster.url(name),
    async drop() {
      await sql`drop database if exists ${sql(name)} with (force)`
      await sql.end()
    },
  }
}
