import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { callSchedule } from './cron/call.ts'
import { keepSecrets, readSettings } from './settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Asks a running installation, APP_URL or the local one, to seal every grant under the newest key of SEALING_KEYS. */
try {
  const settings = readSettings(path.join(root, '.env'), process.env)
  const url = settings.APP_URL ?? `http://127.0.0.1:${settings.PORT ?? 3000}`
  const { cron } = await keepSecrets(path.resolve(root, settings.LOCAL_DIR ?? '.local/world'))
  const { found } = await callSchedule({ url, env: { CRON_SECRET: settings.CRON_SECRET ?? cron } }, 'key-rotation')
  process.stdout.write(`${found} grants were sealed under the newest key; all others were already\n`)
} catch (error) {
  const { message } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(
    `Cannot rotate the keys: ${message === 'fetch failed' ? 'nothing answers there; is it running?' : message}\n`,
  )
  process.exit(1)
}
