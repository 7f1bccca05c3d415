import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkerContext } from '../../../core/context.ts'
import { type Env, readEnv } from '../../../core/env.ts'
import { claude } from '../../../core/providers/claude.ts'
import { embeddings } from '../../../core/providers/embeddings.ts'
import { serviceDb } from '../../../core/providers/supabase.ts'
import { emulatedParts, environmentOf, keepSecrets, type Variables } from '../../../local/settings.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The database and the models of a deployment: the one the settings name, or the one that runs here. */
export async function openReplay(settings: Variables): Promise<WorkerContext> {
  const url = settings.APP_URL ?? `http://127.0.0.1:${settings.PORT ?? 3000}`
  const secrets = await keepSecrets(path.resolve(root, settings.LOCAL_DIR ?? '.local/world'))
  return withoutHands(readEnv(environmentOf(url, settings, emulatedParts(settings), secrets)))
}

/** Mailboxes, letters and Google are out of reach: there is nothing a replay could do there. */
export const withoutHands = (env: Env): WorkerContext => ({
  actor: { kind: 'worker' },
  env,
  db: serviceDb(env),
  claude: claude(),
  embeddings: embeddings(env),
  gmail: outOfReach,
  google: outOfReach,
  resend: { send: outOfReach },
})

function outOfReach(): never {
  throw new Error('A replay has no effect on anybody')
}
