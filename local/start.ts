import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readEnv } from '../core/env.ts'
import { box } from './box.ts'
import { callSchedule } from './cron/call.ts'
import { startCron } from './cron.ts'
import { openDatabase } from './database.ts'
import { mountPage } from './page/mount.ts'
import { hasPlanted, plant } from './seed/plant.ts'
import { type Listening, listen } from './serve.ts'
import { emulatedParts, environmentOf, keepSecrets, readSettings } from './settings.ts'
import { keepState } from './state.ts'
import { lockDirectory } from './supabase/lock.ts'
import { createWorld } from './world.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const began = performance.now()
const say = (line: string) => process.stdout.write(`  ${line}\n`)

const stopping = new AbortController()
const opened = new AsyncDisposableStack()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
const stopped = once(stopping.signal, 'abort')

try {
  await start()
  await stopped
} catch (error) {
  if (!stopping.signal.aborted) complain(error)
}
// Whatever was opened by then, the last thing first: an interrupted start leaves nothing running either.
await opened.disposeAsync().catch(complain)
process.exit()

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } })
  const settings = readSettings(path.join(root, '.env'), applicationVariables())
  const directory = path.resolve(root, settings.LOCAL_DIR ?? '.local/world')
  opened.defer(lockDirectory(directory))
  logTo(path.join(directory, 'app.log'))
  const server = await openPort(Number(settings.PORT ?? 3000))
  opened.defer(server.close)

  const secrets = await keepSecrets(directory)
  // Checked before anything slow: a wrong variable is named at once.
  const emulated = emulatedParts(settings)
  const { APP_URL } = readEnv(environmentOf(server.url, settings, emulated, secrets))
  if (emulated.google && APP_URL !== server.url)
    throw new Error(
      `APP_URL is wrong: the emulated Google sends people back to ${server.url} only. Leave APP_URL empty, or name a real Google with GOOGLE_CLIENT_ID and its companions`,
    )

  const planting = path.join(directory, 'planting')
  const anew = values.reset || existsSync(planting)
  if (anew) say(values.reset ? 'Forgetting everything' : 'The first start was interrupted; starting anew')
  const database = await openDatabase(directory, settings.DATABASE_URL, anew, say)
  opened.defer(database.stop)
  stopping.signal.throwIfAborted()

  const state = keepState(path.join(directory, 'state.json'), database.fresh)
  const world = await createWorld({
    url: server.url,
    databaseUrl: database.url,
    secrets,
    settings,
    state: state.read(),
    onChange: () => state.changed(),
  })
  state.follow(world.snapshot)
  opened.defer(state.save)
  opened.defer(world.close)
  Object.assign(process.env, world.env)
  mountPage(world)
  server.use(world.app.fetch)
  // Before the world closes, nobody may be knocking any more; the server waits for nothing when closed again.
  opened.defer(server.close)

  if (world.emulated.supabase && world.emulated.google && !(await hasPlanted(world))) {
    say('Planting a professional, two clients and their mail')
    // Gone only when all of it is on disk: whoever finds it here knows that the planting was interrupted.
    writeFileSync(planting, '')
    await Promise.race([plant(world), stopped])
    stopping.signal.throwIfAborted()
    state.save()
  }
  rmSync(planting, { force: true })
  opened.defer(startCron(world))
  // What a stop or a crash interrupted goes on now, not at the next quarter of an hour.
  for (const job of ['mail-sweep', 'draft-sweep'])
    void callSchedule(world, job).catch((error: Error) => stopping.signal.aborted || say(error.message))
  process.stdout.write(box(world, Math.round(performance.now() - began)))
}

function complain(error: unknown): void {
  process.exitCode = 1
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
}

/** The application's log is for machines; the terminal is for the person in front of it. */
function logTo(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const stream = createWriteStream(file, { flags: 'a' })
  console.info = (line: string) => stream.write(`${line}\n`)
}

/** What the shell says about this application; the rest of the environment is none of its business. */
function applicationVariables() {
  const known =
    /^(PORT|DATABASE_URL|LOCAL_DIR|APP_URL|CRON_SECRET|SEALING_KEYS|COMMIT|MODEL_\w+|WEBSITE_ALLOW|(SUPABASE|GOOGLE|GMAIL|RESEND|LETTERS|ANTHROPIC|EMBEDDINGS)_\w+)$/
  const said = Object.fromEntries(Object.entries(process.env).filter(([name]) => known.test(name)))
  return { COMMIT: commit(), ...said }
}

/** Which commit this is; a copy without its history does not know. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim()
  } catch {
    return 'unknown'
  }
}

async function openPort(port: number): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is wrong: "${process.env.PORT}" is not a port`)
  try {
    return await listen(port)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is in use by another program. Choose another one: PORT=${port + 1} npm start`)
  }
}
