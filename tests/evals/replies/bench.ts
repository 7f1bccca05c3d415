import type { WorkerContext } from '../../../core/context.ts'
import { readEnv } from '../../../core/env.ts'
import { claude } from '../../../core/providers/claude.ts'
import { gmail } from '../../../core/providers/gmail.ts'
import { google } from '../../../core/providers/google.ts'
import { resend } from '../../../core/providers/resend.ts'
import { serviceDb } from '../../../core/providers/supabase.ts'
import { type Claude, createClaude } from '../../../local/claude/create.ts'
import { listen } from '../../../local/serve.ts'
import { emulatedParts, environmentOf, makeSecrets, type Variables } from '../../../local/settings.ts'

type Bench = { context: WorkerContext; standIn: Claude | undefined; close(): Promise<void> }

/** A worker that writes replies and nothing else: the configured model, or the stand-in where there is none. */
export async function openBench(settings: Variables): Promise<Bench> {
  const server = await listen(0)
  const secrets = await makeSecrets()
  const emulated = emulatedParts(settings)
  const env = readEnv(environmentOf(server.url, settings, emulated, secrets))
  const standIn = emulated.claude ? createClaude({ keys: [env.ANTHROPIC_API_KEY] }) : undefined
  if (standIn) {
    const { Hono } = await import('hono')
    server.use(new Hono().route('/local/claude', standIn.app).fetch)
  }
  return {
    context: {
      actor: { kind: 'worker' },
      env,
      db: serviceDb(env),
      google: async () => google(env),
      gmail: async (accessToken) => gmail(env, accessToken),
      claude: claude(),
      resend: resend(env),
    },
    standIn,
    close: server.close,
  }
}
