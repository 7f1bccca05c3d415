import { mkdirSync, mkdtempSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { diceOf } from '../simulation/dice.ts'
import { approvalOf } from '../simulation/mail.ts'
import { root } from '../support/house.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { expectSentOnce, sweep } from '../support/queue.ts'
import type { TestWorld } from '../support/world.ts'
import { startDatabase } from './database.ts'
import { answeredBy, decide, type Owner, openOwner, write } from './people.ts'
import { openChaos } from './stage.ts'

const seed = Number(process.env.CHAOS_SEED ?? 1)
const mails = Number(process.env.CHAOS_MAILS ?? 500)
const kills = Number(process.env.CHAOS_KILLS ?? 100)
const OWNERS = 10
/** So many mails are unanswered at any time: whoever is killed is in the middle of something. */
const AT_ONCE = 30
/** Nobody does anything any more: what is left waits for a schedule, or for the leases of the dead. */
const QUIET_MS = 400
/** Four minutes on two processors of its own; whoever shares them has five times as long. */
const LIMIT_MS = 1_200_000

mkdirSync(path.join(root, '.local'), { recursive: true })
const directory = mkdtempSync(path.join(root, '.local', 'chaos-'))
const database = await startDatabase(directory)
const chaos = await openChaos(database, diceOf(seed, 'strikes'), path.join(directory, 'compiled'))
const world: TestWorld = { ...chaos.world, settled: async () => undefined }
let over = false
afterAll(async () => {
  over = true
  await chaos.close()
  await database.remove()
  rmSync(directory, { recursive: true, force: true })
}, 60_000)

test(
  'processes are killed at random, and still nothing is lost and nothing doubled',
  async () => {
    const { apps, strikes } = chaos
    const owners: Owner[] = []
    let delivered = 0
    await apps.start()
    for (let nth = 0; nth < OWNERS; nth++) owners.push(await openOwner(world, `ada.${nth}@quill.example`))
    strikes.begin()
    const deciding = owners.map((owner, nth) => decide(owner, diceOf(seed, `owner ${nth}`), () => over))
    const answered = () => owners.reduce((sum, owner) => sum + answeredBy(world, owner), 0)
    const goOn = whenQuiet(answered, () => `${answered()} of ${delivered} mails are answered`)

    while (delivered < mails || !enough()) {
      const owner = owners[delivered % OWNERS]
      if (owner && delivered - answered() < AT_ONCE) await write(world, owner, delivered++)
      else await goOn()
    }
    strikes.stop()
    await strikes.recovered()
    while (await unfinished()) await goOn()
    over = true
    await Promise.all(deciding)
    // Whoever still believes to have something to do, does it now.
    await timePasses()
    do await ring()
    while (await unfinished())

    const { workers, postgres } = strikes.counts()
    const sent = owners.flatMap(({ address }) =>
      (world.google.mailbox(address)?.sent ?? []).map(({ id }) => approvalOf(world.google.raw(address, id))),
    )
    const [{ accounted = 0 } = {}] = await world.supabase.sql<{ accounted: number }[]>`
    select count(*)::int as accounted from public.ledger_entries where outcome <> 'waiting'`
    const [doubled, lost] = [sent.length - new Set(sent).size, delivered - accounted]
    writeSync(
      1,
      `seed ${seed}: ${workers} workers and ${postgres} times Postgres killed; ${delivered} mails, ${sent.length} sent, ${doubled} doubled, ${lost} lost\n`,
    )
    expect({ doubled, lost }).toEqual({ doubled: 0, lost: 0 })
    expect(sent).not.toContain(undefined)
    for (const { address } of owners) {
      await expectAccountedFor(world, address)
      await expectSentOnce(world, address)
    }
    expect(world.google.outside()).toHaveLength(sent.length)
    // Nine of ten are approved: a run in which hardly anything is sent proves nothing.
    expect(sent.length).toBeGreaterThan(delivered * 0.8)
  },
  LIMIT_MS + 60_000,
)

/** Postgres is to have its share. */
function enough(): boolean {
  const { workers, postgres } = chaos.strikes.counts()
  return workers + postgres >= kills && postgres >= kills / 5
}

/** Where it is quiet the schedules ring; where that moved nothing on, time passes first. */
function whenQuiet(moved: () => number, state: () => string): () => Promise<void> {
  const deadline = performance.now() + LIMIT_MS
  let before = -1
  return async () => {
    if (performance.now() > deadline) throw new Error(`It comes to no end: ${state()}`)
    await wait(50)
    await chaos.strikes.recovered()
    if (chaos.quietFor() < QUIET_MS) return
    if (moved() === before) await timePasses()
    before = moved()
    void ring()
  }
}

/** A lease outlives every worker: so all are killed, then it runs out, and others come. */
async function timePasses(): Promise<void> {
  await chaos.apps.killAll()
  await chaos.strikes.recovered()
  // What the dead have asked for still arrives.
  while (chaos.quietFor() === 0) await wait(5)
  await world.clock.travel(400)
  await world.supabase.sql`update private.leases set until = clock_timestamp() where until > clock_timestamp()`
  await chaos.apps.start()
}

/** Whoever is called may be killed over it; then the next ring will tell. */
const ring = () => Promise.allSettled(['mail-sweep', 'draft-sweep'].map((job) => sweep(world, job)))

async function unfinished(): Promise<boolean> {
  const [left] = await world.supabase.sql`
    select from pgmq.q_jobs union all select from public.ledger_entries where outcome = 'waiting'
    union all select from public.drafts where status in ('pending', 'approved')
    union all select from public.outbox where status in ('queued', 'sending', 'unknown')`
  return left !== undefined
}
