import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '../database.types.ts'
import type { Env } from '../env.ts'

export type Db = SupabaseClient<Database>

const stateless = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } as const

/** The database as one signed-in person sees it: every row passes row-level security. */
export function personDb(env: Env, accessToken: string): Db {
  return createClient<Database>(env.SUPABASE_URL, env.SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => accessToken,
  })
}

/** The database as nobody in particular sees it: nothing. Also the client that signs people in. */
export function publicDb(env: Env): Db {
  return createClient<Database>(env.SUPABASE_URL, env.SUPABASE_PUBLISHABLE_KEY, { auth: stateless })
}

/** The service role, past row-level security. Only `core/worker.ts` asks for it. */
export function serviceDb(env: Env): Db {
  return createClient<Database>(env.SUPABASE_URL, env.SUPABASE_SECRET_KEY, { auth: stateless })
}
