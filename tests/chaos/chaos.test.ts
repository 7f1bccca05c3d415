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
import { decide, type Owner, openOwner, write } from './people.ts'
import { openChaos } from './stage.ts'

const seed = Number(process.env.CHAOS_SEED ?? 1)
const mails = Number(process.env.CHAOS_MAILS ?? 500)
const kills = Number(process.env.CHAOS_KILLS ?? 100)
const OWNERS = 5
const CALLS_PER_MAIL = 30
/** No worker asks for anything: those that hold the rest are dead, and only their leases are waited for. */
const QUIET_MS = 1_500

mkdirSync(path.join(root, '.local'), { recursive: true })
const directory = mkdtempSync(path.join(root, '.local', 'chaos-'))
const database = await startDatabase(directory)
const chaos = await openChaos(database, diceOf(seed, 'strikes'))
const world: TestWorld = { ...chaos.world, settled: async () => undefined }
afterAll(async () => {
  await chaos.close()
  await database.remove()
  rmSync(directory, { recursive: true, force: true })
})

test('processes are killed at random, and still nothing is lost and nothing doubled', async () => {
  const { apps, strikes } = chaos
  const owners: Owner[] = []
  let delivered = 0
  let over = false
  await apps.start()
  for (let nth = 0; nth < OWNERS; nth++) owners.push(await openOwner(world, `ada.${nth}@quill.example`))
  strikes.begin()
  const deciding = owners.map((owner, nth) => decide(owner, diceOf(seed, `owner ${nth}`), () => over))

  while (delivered < mails || !enough()) {
    const owner = owners[delivered % OWNERS]
    // As fast as the mail is worked on, and no faster: what is killed is to be in the middle of something.
    if (owner && strikes.calls() > delivered * CALLS_PER_MAIL) await write(world, owner, delivered++)
    else await wait(20)
    if (chaos.quietFor() > QUIET_MS) await timePasses()
  }
  strikes.stop()
  do await timePasses()
  while (await unfinished())
  over = true
  await Promise.all(deciding)
  do await timePasses()
  while (await unfinished())

  const { workers, postgres } = strikes.counts()
  const sent = owners.flatMap(({ address }) =>
    (world.google.mailbox(address)?.sent ?? []).map(({ id }) => approvalOf(world.google.raw(address, id))),
  )
  writeSync(
    1,
    `seed ${seed}: ${workers} workers and ${postgres} times Postgres killed, ${delivered} mails, ${sent.length} sent, ${sent.length - new Set(sent).size} doubled\n`,
  )
  for (const { address } of owners) {
    await expectAccountedFor(world, address)
    await expectSentOnce(world, address)
  }
  expect(world.google.outside()).toHaveLength(sent.length)
}, 1_200_000)

/** Postgres is to have its share. */
function enough(): boolean {
  const { workers, postgres } = chaos.strikes.counts()
  return workers + postgres >= kills && postgres >= kills / 5
}

/** A lease outlives every worker: so all are killed, then it runs out, others come, and the schedules ring. */
async function timePasses(): Promise<void> {
  const { apps, strikes } = chaos
  strikes.add(await apps.killAll())
  await strikes.recovered()
  await world.clock.travel(400)
  await world.supabase.sql`update private.leases set until = clock_timestamp() where until > clock_timestamp()`
  await apps.start()
  for (const job of ['mail-sweep', 'draft-sweep']) await sweep(world, job).catch(() => undefined)
  while (chaos.quietFor() < QUIET_MS) await wait(50)
}

async function unfinished(): Promise<boolean> {
  const [left] = await world.supabase.sql`
    select from pgmq.q_jobs union all select from public.ledger_entries where outcome = 'waiting'
    union all select from public.outbox where status in ('queued', 'sending', 'unknown')`
  return left !== undefined
}
