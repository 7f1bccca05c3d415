import { flushCompileCache } from 'node:module'
import { listen } from '../../local/serve.ts'
import type { Secrets } from '../../local/settings.ts'
import { createSupabase } from '../../local/supabase/create.ts'

/** Supabase's front alone: it falls with the database behind it, and comes back with it. */
const { DATABASE_URL = '', BASE = '', SECRETS = '' } = process.env
const secrets = JSON.parse(SECRETS) as Secrets
const supabase = await createSupabase({
  databaseUrl: DATABASE_URL,
  base: BASE,
  keys: { publishable: secrets.publishable, secret: secrets.secret },
  jwtSecret: secrets.jwtSecret,
  signingJwk: secrets.signingKey,
  sendMail: async () => undefined,
})
flushCompileCache()
const line = await listen(0)
line.use((request) => supabase.app.fetch(request))
process.send?.(line.url)
