import { vi } from 'vitest'
import { env } from '../../core/env.ts'
import { callSchedule } from '../../local/cron/call.ts'
import { correspondent } from './cast/correspondent.ts'
import { cron, time, turn, upheaval } from './cast/fate.ts'
import { owner } from './cast/owner.ts'
import { tab } from './cast/tab.ts'
import { worker } from './cast/worker.ts'
import { diceOf } from './dice.ts'
import { createFaults, type Fault, faultsOf } from './faults.ts'
import { judge, toAccountFor } from './judge.ts'
import { connectHers, part, type Scene } from './scene.ts'
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
/** Mail whose push is lost waits for the next poll, and a quiet mailbox is polled this rarely. */
const LONGEST_POLL_MS = 7_200_000

/** Gives the play of a seed: the same seed, the same play. `plan` replaces what goes wrong in it. */
export async function play(theatre: Theatre, seed: number, plan?: Fault[]): Promise<Played> {
  const { world, line, timers, logs } = theatre
  const ring = env().SEALING_KEYS
  logs.length = 0
  await setClocks(theatre, -60_000)
  const scene = await setScene(theatre, seed)
  await setClocks(theatre, 0)
  const watch = createWatch(scene, () => stage.now())
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
    await clear(theatre, scene.address)
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
  const { google, supabase } = world
  const round = google.mailbox(`ada.${seed}@quill.example`) ? `.${google.users().length}` : ''
  const name = (who: string) => `${who.replace('@', `.${seed}${round}@`)}.example`
  const [address, office, ben, carol] = [
    name('ada@quill'),
    name('office@quill'),
    name('ben@sorrel'),
    name('carol@reed'),
  ]
  google.addUser({
    email: address,
    name: 'Ada Quill',
    sendAs: [{ email: office, name: 'Quill', signature: 'The office' }],
  })
  google.addUser({ email: ben, name: 'Ben Sorrel' })
  await supabase.sql`update public.clients set undo_seconds = ${[10, 0, 60][seed % 3] ?? 10} where id = ${client}`
  await supabase.sql`alter sequence pgmq.q_jobs_msg_id_seq restart`
  const dice = diceOf(seed, 'wishes')
  return {
    seed,
    world,
    ada,
    client,
    address,
    office,
    ben,
    carol,
    wishes: { window_days: dice.pick([7, 30, 90]), draft_existing: dice.chance(0.3) },
    yes: new Map(),
    notBefore: new Map(),
    moments: [],
    seen: { arrived: new Map(), left: new Map(), connected: Number.POSITIVE_INFINITY },
    early: dice.chance(0.25),
    questions: new Set(),
    letters: [],
    own: new Set(),
  }
}

function enterAll(theatre: Theatre, scene: Scene): void {
  const dice = diceOf(scene.seed, 'cast')
  void part(scene, 'ada', false, () => connectHers(scene))
  void correspondent(scene)
  void tab(scene, 'tab')
  if (dice.chance(0.4)) void tab(scene, 'window')
  void owner(scene)
  void time(scene)
  void cron(scene)
  void upheaval(scene)
  void worker(scene, theatre, 'worker')
  if (dice.chance(0.3)) void worker(scene, theatre, 'helper')
}

/**
 * Nothing goes wrong any more, time passes, the schedules ring. Answers how many seconds it took, from the last thing
 * that was to happen at a moment of its own; undefined: for ever.
 */
async function comeToRest(scene: Scene): Promise<number | undefined> {
  const { world, stage, moments } = scene
  const began = Math.max(stage.now(), ...moments)
  let until = began + PATIENCE_ROUNDS * SWEEP_MS
  while (stage.now() <= until) {
    await putRight(scene)
    for (const sweep of SWEEPS) void part(scene, 'sweep', false, () => callSchedule(world, sweep))
    let [unheard, rests] = [true, false]
    // A machine under load may take so long to decipher that nobody seemed to wait: who has come since goes on first.
    do {
      await stage.play()
      unheard = await unheardBy(scene)
      rests = (await statusOf(scene)) === 'connected' && !(await unfinished(scene))
    } while (stage.waits())
    if (unheard) until = began + LONGEST_POLL_MS + PATIENCE_ROUNDS * SWEEP_MS
    if (rests && !unheard) return Math.max(0, Math.round((stage.now() - began) / 1000))
    await stage.pass(SWEEP_MS)
  }
  return undefined
}

/** Once she is told that the grant is gone, she gives it again; and a mailbox is not left resting for ever. */
async function putRight(scene: Scene): Promise<void> {
  const status = await statusOf(scene)
  if (status === 'paused') void part(scene, 'resumes', false, () => turn(scene, 'resume'))
  else if (status !== 'connected') void part(scene, 'connects', false, () => connectHers(scene))
}

async function statusOf({ world: { supabase }, address }: Scene): Promise<string | undefined> {
  const [box] = await supabase.sql<{ status: string }[]>`select status from public.mailboxes where address = ${address}`
  return box?.status
}

/** Mail that nobody here knows of yet. */
async function unheardBy({ world, address }: Scene): Promise<boolean> {
  const rows = await world.supabase.sql<{ id: string }[]>`
    select m.gmail_message_id as id from public.messages m join public.mailboxes b on b.id = m.mailbox_id
    where b.address = ${address}`
  const known = new Set(rows.map(({ id }) => id))
  return toAccountFor(world, address).some((id) => !known.has(id))
}

async function unfinished({ world: { supabase }, address }: Scene): Promise<string> {
  const rows = await supabase.sql<{ what: string }[]>`
    select 'job ' || (message ->> 'kind') as what from pgmq.q_jobs
    union all select 'ledger waiting' from public.ledger_entries l join public.mailboxes b on b.id = l.mailbox_id
    where b.address = ${address} and l.outcome = 'waiting'
    union all select 'outbox ' || o.status from public.outbox o join public.drafts d on d.id = o.draft_id
    join public.mailboxes b on b.id = d.mailbox_id
    where b.address = ${address} and o.status in ('queued', 'sending', 'unknown')`
  return rows.map(({ what }) => what).join(', ')
}

async function clear({ world: { supabase } }: Theatre, address: string): Promise<void> {
  await supabase.sql`delete from public.mailboxes where address = ${address}`
  await supabase.sql`delete from pgmq.q_jobs`
  await supabase.sql`delete from private.leases`
  await supabase.sql`delete from public.dead_letters`
}
