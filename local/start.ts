import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
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
import { removePostgres } from './supabase/postgres.ts'
import { createWorld } from './world.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const began = performance.now()
const say = (line: string) => process.stdout.write(`  ${line}\n`)

try {
  await start()
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } })
  const settings = readSettings(path.join(root, '.env'), applicationVariables())
  const directory = path.resolve(root, settings.LOCAL_DIR ?? '.local/world')
  const release = lockDirectory(directory)
  logTo(path.join(directory, 'app.log'))
  const server = await openPort(Number(settings.PORT ?? 3000))

  if (values.reset) {
    say('Forgetting everything')
    await removePostgres(directory)
    rmSync(path.join(directory, 'state.json'), { force: true })
  }
  const secrets = await keepSecrets(directory)
  // Checked before anything slow: a wrong variable is named at once.
  readEnv(environmentOf(server.url, settings, emulatedParts(settings), secrets))

  const database = await openDatabase(directory, settings.DATABASE_URL, say)
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
  Object.assign(process.env, world.env)
  mountPage(world)
  server.use(world.app.fetch)

  if (world.emulated.supabase && world.emulated.google && !(await hasPlanted(world))) {
    say('Planting a professional, two clients and their mail')
    await plant(world)
  }
  const stopCron = startCron(world)
  // What a stop or a crash interrupted goes on now, not at the next quarter of an hour.
  for (const job of ['mail-sweep', 'draft-sweep'])
    void callSchedule(world, job).catch((error: Error) => say(error.message))
  process.stdout.write(box(world, Math.round(performance.now() - began)))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    stopCron()
    await server.close()
    await world.close()
    state.save()
    await database.stop()
    release()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
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
    /^(PORT|DATABASE_URL|LOCAL_DIR|APP_URL|CRON_SECRET|SEALING_KEYS|COMMIT|MODEL_\w+|(SUPABASE|GOOGLE|GMAIL|RESEND|LETTERS|ANTHROPIC)_\w+)$/
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
