import { vi } from 'vitest'
import { env } from '../../core/env.ts'
import { callSchedule } from '../../local/cron/call.ts'
import { connect } from '../support/practice.ts'
import { correspondent } from './cast/correspondent.ts'
import { cron, time, upheaval } from './cast/fate.ts'
import { owner } from './cast/owner.ts'
import { tab } from './cast/tab.ts'
import { worker } from './cast/worker.ts'
import { diceOf } from './dice.ts'
import { createFaults, type Fault, faultsOf } from './faults.ts'
import { judge } from './judge.ts'
import { part, type Scene } from './scene.ts'
import { type Clock, createStage } from './stage.ts'
import type { Theatre } from './theatre.ts'
import { createWatch } from './watch.ts'

export type Played = {
  seed: number
  /** What did not hold. */
  wrong: string[]
  faults: Fault[]
  trace: string[]
  logs: string[]
  /** Seconds from the last fault until everything had come to rest. */
  restedAfter: number
  sent: number
  messages: number
}

/** What the schedules ring by themselves; the sum of both periods and a lease is what anything may take. */
const SWEEPS = ['mail-sweep', 'draft-sweep']
const SWEEP_MS = 300_000
const PATIENCE_ROUNDS = 12

/** Gives the play of a seed: the same seed, the same play. `plan` replaces what goes wrong in it. */
export async function play(theatre: Theatre, seed: number, plan?: Fault[]): Promise<Played> {
  const { world, line, timers, logs } = theatre
  const ring = env().SEALING_KEYS
  logs.length = 0
  await setClocks(theatre, -60_000)
  const scene = await setScene(theatre, seed)
  await setClocks(theatre, 0)
  const watch = createWatch(scene)
  const stage = createStage(diceOf(seed, 'stage'), clockOf(theatre), watch.look)
  const faults = createFaults(plan ?? faultsOf(diceOf(seed, 'faults')))
  const played: Scene = { ...scene, stage }

  line.use({ stage, faults })
  timers.use(stage)
  try {
    enterAll(theatre, played)
    await stage.play()
    faults.stop()
    const restedAfter = await comeToRest(played)
    const stuck = restedAfter === undefined ? [`stuck: ${await unfinished(played)}`] : []
    const { sent, all } = world.google.mailbox(scene.address) ?? { sent: [], all: [] }
    return {
      seed,
      wrong: [...watch.wrong, ...stuck, ...(await judge(played))],
      faults: faults.taken(),
      trace: stage.trace,
      logs: [...logs],
      restedAfter: restedAfter ?? Number.POSITIVE_INFINITY,
      sent: sent.length,
      messages: all.length,
    }
  } finally {
    line.use(undefined)
    timers.use(undefined)
    env().SEALING_KEYS = ring
    await clear(theatre, scene.mailbox)
  }
}

/** Every play begins at the same moment, in this process as in the database; what comes before it, a minute before. */
async function setClocks({ world: { supabase }, opened }: Theatre, now: number): Promise<void> {
  vi.setSystemTime(opened + now)
  await supabase.sql`
    update private.stage_clock set at = to_timestamp(${(opened + now) / 1000}), began = clock_timestamp()`
}

const clockOf = ({ world: { supabase }, opened }: Theatre): Clock => ({
  show: (now) => void vi.setSystemTime(opened + now),
  pass: async (ms) => {
    await supabase.sql`update private.stage_clock set at = at + make_interval(secs => ${ms / 1000})`
  },
})

async function setScene({ world, ada, client }: Theatre, seed: number): Promise<Omit<Scene, 'stage'>> {
  const { google, supabase, afterwork } = world
  const [address, ben] = [`ada.${seed}@quill.example`, `ben.${seed}@sorrel.example`]
  const round = google.mailbox(address) ? `.${google.users().length}` : ''
  const [her, him] = [address.replace('@', `${round}@`), ben.replace('@', `${round}@`)]
  google.addUser({ email: her, name: 'Ada Quill' })
  google.addUser({ email: him, name: 'Ben Sorrel' })
  await connect(ada, client, her)
  await afterwork.idle()
  await google.idle()
  await supabase.sql`update public.clients set undo_seconds = ${[10, 0, 60][seed % 3] ?? 10} where id = ${client}`
  await supabase.sql`alter sequence pgmq.q_jobs_msg_id_seq restart`
  const [box] = await supabase.sql<{ id: string }[]>`select id from public.mailboxes where address = ${her}`
  return {
    seed,
    world,
    ada,
    client,
    address: her,
    mailbox: box?.id ?? '',
    ben: him,
    yes: new Map(),
    questions: new Set(),
    letters: [],
    own: new Set(),
  }
}

function enterAll(theatre: Theatre, scene: Scene): void {
  const dice = diceOf(scene.seed, 'cast')
  void correspondent(scene)
  void tab(scene, 'tab')
  if (dice.chance(0.25)) void tab(scene, 'window')
  void owner(scene)
  void time(scene)
  void cron(scene)
  void upheaval(scene)
  void worker(scene, theatre, 'worker')
  if (dice.chance(0.3)) void worker(scene, theatre, 'helper')
}

/** Nothing goes wrong any more, time passes, the schedules ring. Answers how many seconds it took; undefined: for ever. */
async function comeToRest(scene: Scene): Promise<number | undefined> {
  const { world, stage } = scene
  const began = stage.now()
  for (let round = 0; round < PATIENCE_ROUNDS; round++) {
    await reconnect(scene)
    for (const sweep of SWEEPS) void part(scene, 'sweep', false, () => callSchedule(world, sweep))
    await stage.play()
    if ((await isConnected(scene)) && !(await unfinished(scene))) return Math.round((stage.now() - began) / 1000)
    await stage.pass(SWEEP_MS)
  }
  return undefined
}

/** Once she is told that the grant is gone, she gives it again. */
async function reconnect(scene: Scene): Promise<void> {
  const { ada, client, address } = scene
  if (!(await isConnected(scene))) void part(scene, 'reconnects', false, () => connect(ada, client, address))
}

async function isConnected({ world: { supabase }, mailbox }: Scene): Promise<boolean> {
  const [box] = await supabase.sql<{ status: string }[]>`select status from public.mailboxes where id = ${mailbox}`
  return box?.status === 'connected'
}

async function unfinished({ world: { supabase }, mailbox }: Scene): Promise<string> {
  const rows = await supabase.sql<{ what: string }[]>`
    select 'job ' || (message ->> 'kind') as what from pgmq.q_jobs
    union all select 'ledger waiting' from public.ledger_entries where mailbox_id = ${mailbox} and outcome = 'waiting'
    union all select 'outbox ' || o.status from public.outbox o join public.drafts d on d.id = o.draft_id
    where d.mailbox_id = ${mailbox} and o.status in ('queued', 'sending', 'unknown')`
  return rows.map(({ what }) => what).join(', ')
}

async function clear({ world: { supabase } }: Theatre, mailbox: string): Promise<void> {
  await supabase.sql`delete from public.mailboxes where id = ${mailbox}`
  await supabase.sql`delete from pgmq.q_jobs`
  await supabase.sql`delete from private.leases`
  await supabase.sql`delete from public.dead_letters`
}
