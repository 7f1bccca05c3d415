import { beforeAll, expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { brittleWorker } from '../support/brittle.ts'
import { approve, drafted } from '../support/drafted.ts'
import { patience } from '../support/law.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, deadLetters, expectSentOnce, outliveLeases, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('a mailbox larger than one run may read is read in the end', { timeout: patience }, async () => {
  world.google.faults.add({ push: 'lose', times: 200 })
  for (let n = 0; n < 120; n++) await newsletter(n)
  world.google.expireHistory(ada.address)
  world.google.faults.clear()
  const worker = await brittleWorker(world)
  await world.clock.travel(600)

  // Every run gets forty messages and then no more, as the quota of a minute would have it.
  let runs = 0
  while ((await stored()) < 120 && runs++ < 8) {
    await world.supabase.sql`select public.sweep_mailboxes(10)`
    worker.dieAt({ call: /messages\/\w+/, spare: 40, when: 'before' })
    await runJobs(worker.context).catch((error: unknown) => expect(error).toBeInstanceOf(Error))
    await outliveLeases(world)
  }
  await worker.close()
  expect(runs).toBeLessThan(8)
  await catchUp(world)
  expect((await expectAccountedFor(world, ada.address)).length).toBe(120)
})

test('a model that fails for hours costs no message its draft', async () => {
  world.claude.faults.add({ kind: 'error', times: Number.POSITIVE_INFINITY })
  const id = await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'In the dark' }))
  await catchUp(world)
  const during = await expectAccountedFor(world, ada.address)
  expect(during.find(({ gmail }) => gmail === id)).toMatchObject({ outcome: 'failed' })

  await world.clock.travel(3 * 3600)
  world.claude.faults.clear()
  await sweep(world, 'draft-sweep')
  await catchUp(world)
  const after = await expectAccountedFor(world, ada.address)
  expect(after.find(({ gmail }) => gmail === id)).toMatchObject({ outcome: 'drafted' })
})

test('a model that asks to wait for hours is waited for: the message says so, and nothing is given up', async () => {
  const before = await deadLetters(world)
  world.claude.faults.add({ kind: 'overloaded', times: Number.POSITIVE_INFINITY })
  const id = await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'A long queue' }))
  await world.google.idle()
  for (let hour = 0; hour < 12; hour++) {
    await world.clock.travel(3600)
    await sweep(world, 'watch-renewal')
  }
  expect(await outcomeOf(id)).toBe('waiting')
  expect(await deadLetters(world)).toEqual(before)

  world.claude.faults.clear()
  await catchUp(world)
  expect(await outcomeOf(id)).toBe('drafted')
})

test('a message that comes while a reply is leaving gets its own draft, whatever becomes of the reply', async () => {
  const { draft, raw } = await drafted(world, ada, ben)
  world.google.faults.add({ match: /drafts\/send/, status: 503, times: 2 })
  await approve(ada, draft)
  await world.settled()
  const question = { from: ben, to: ada.address, body: 'And can you bring the keys?' }
  const id = await world.google.deliver(ada.address, followUp(raw, question))
  await catchUp(world)

  const entries = await expectAccountedFor(world, ada.address)
  expect(entries.find(({ gmail }) => gmail === id)).toMatchObject({ outcome: 'drafted' })
  await expectSentOnce(world, ada.address)
})

const newsletter = (n: number) =>
  world.google.deliver(
    ada.address,
    letter({
      from: ben,
      to: ada.address,
      subject: `News ${n}`,
      headers: { 'List-Unsubscribe': '<https://l.example/u>' },
    }),
  )

async function stored(): Promise<number> {
  const [row] = await world.supabase.sql<{ n: number }[]>`select count(*)::int as n from public.messages`
  return row?.n ?? 0
}

async function outcomeOf(id: string): Promise<string | undefined> {
  const [row] = await world.supabase.sql<{ outcome: string }[]>`
    select outcome from public.ledger_entries l join public.messages m on m.id = l.message_id where gmail_message_id = ${id}`
  return row?.outcome
}
