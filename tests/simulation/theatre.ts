import path from 'node:path'
import { afterAll, vi } from 'vitest'
import type { WorkerContext } from '../../core/context.ts'
import { env } from '../../core/env.ts'
import { claude } from '../../core/providers/claude.ts'
import { gmail } from '../../core/providers/gmail.ts'
import { google } from '../../core/providers/google.ts'
import { resend } from '../../core/providers/resend.ts'
import { serviceDb } from '../../core/providers/supabase.ts'
import { files, root } from '../support/house.ts'
import { type Person, signIn } from '../support/person.ts'
import { startWorld, type TestWorld } from '../support/world.ts'
import { createLine } from './line.ts'
import { watchCrypto } from './settled.ts'
import { stageTimers } from './timers.ts'

/** Where plays are given, one after the other: a world, whose `fetch`, clocks, timers and chance the stage has taken over. */
export type Theatre = {
  world: TestWorld
  ada: Person
  client: string
  context: WorkerContext
  line: ReturnType<typeof createLine>
  timers: ReturnType<typeof stageTimers>
  opened: number
  /** What the product has logged since it was last asked. */
  logs: string[]
}

export async function openTheatre(): Promise<Theatre> {
  const world = await startWorld()
  const [fetch, info] = [globalThis.fetch, console.info]
  const line = createLine(world)
  const timers = stageTimers()
  const logs: string[] = []
  globalThis.fetch = line.fetch
  console.info = (text: string) => void logs.push(text)
  watchCrypto()
  afterAll(() => {
    vi.useRealTimers()
    timers.restore()
    Object.assign(globalThis, { fetch })
    console.info = info
  })
  await ownClock(world)
  await loadEverything()

  const ada = await signIn(world, 'ada@quill.example', 'Quill & Sons')
  // Well after she signed in: no token is from the future.
  const opened = Date.now() + 120_000
  vi.useFakeTimers({ toFake: ['Date'], now: opened })
  return { world, ada, client: ada.me.clients[0]?.id ?? '', context: workerContext(), line, timers, opened, logs }
}

const workerContext = (): WorkerContext => ({
  actor: { kind: 'worker' },
  env: env(),
  db: serviceDb(env()),
  google: async () => google(env()),
  gmail: async (accessToken) => gmail(env(), accessToken),
  claude: claude(),
  resend: resend(env()),
})

/**
 * The database's clock and chance become the stage's: time stands (nearly: a hundred times slower than ours, so that
 * what came later is later) until a play lets it pass, and where a function asks for a random number it gets the middle.
 */
async function ownClock({ supabase: { sql } }: TestWorld): Promise<void> {
  await sql`create table private.stage_clock as select clock_timestamp() as at, clock_timestamp() as began`
  for (const [name, moment] of [
    ['private.now', 'now'],
    ['private.stage_time', 'clock_timestamp'],
  ]) {
    await sql.unsafe(`create or replace function ${name}() returns timestamptz
      language sql stable security definer set search_path = ''
      as 'select at + (pg_catalog.${moment}() - began) / 100 from private.stage_clock'`)
  }
  await sql`grant execute on function private.stage_time to authenticated, service_role`
  const functions = await sql<{ definition: string }[]>`
    select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.proname not in ('now', 'stage_time', 'travel')
      and (p.prosrc like '%random()%' or p.prosrc like '%clock_timestamp()%')`
  for (const { definition } of functions) {
    const tamed = definition.replaceAll('random()', '0.5').replaceAll('clock_timestamp()', 'private.stage_time()')
    await sql.unsafe(tamed)
  }
}

/** What is loaded with its first use would make the first play take other turns than the next. */
async function loadEverything(): Promise<void> {
  const vendors = [
    '@anthropic-ai/sdk',
    'googleapis/build/src/apis/gmail/index.js',
    'nodemailer/lib/mail-composer/index.js',
    'resend',
  ]
  const ours = files('core').map((file) => path.join(root, file))
  // One after the other: of two that load the same vendor at once, Node refuses one.
  for (const module of [...vendors, ...ours]) await import(module)
}
