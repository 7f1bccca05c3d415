import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import type { Variables } from '../../local/settings.ts'

export type Contract = { settings: Variables; emptied(): Promise<{ url: string; drop(): Promise<void> }> }

/**
 * `npm run test:contract` walks the main job against the Supabase that SUPABASE_URL names instead of the embedded one:
 * what the embedded one answers differently, fails there. The named project is emptied first.
 */
export function contractWith(environment: Variables = process.env): Contract | undefined {
  const { CONTRACT, DATABASE_URL: url } = environment
  if (!CONTRACT || !url) return undefined

  const names = ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY']
  return {
    settings: Object.fromEntries(names.map((name) => [name, environment[name]])),
    emptied: async () => {
      const sql = postgres(url, { max: 1, onnotice: () => undefined })
      await sql.unsafe(readFileSync(new URL('../../local/supabase/clock.sql', import.meta.url), 'utf8')).simple()
      await sql`delete from auth.users`
      await sql`truncate public.clients, pgmq.q_jobs cascade`
      await sql.end()
      return { url, drop: async () => undefined }
    },
  }
}
