import { expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { brittleWorker } from '../support/brittle.ts'
import { patience } from '../support/law.ts'
import { outcomes } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

/** Of a minute's thousand units the background has eight hundred: forty messages, and less with what else is asked. */
const world = await startWorld({ QUOTA_PER_USER: '1000' })
const address = 'ada@quill.example'
const ben = 'Ben Sorrel <ben@sorrel.example>'
const DAY = 86_400

test('an answer to a conversation that costs more than a minute of quota is read, within the quota', {
  timeout: patience,
}, async () => {
  world.google.addUser({ email: address, name: 'Ada Quill' })
  const first = letter({ from: ben, to: address, subject: 'The long story' })
  await world.google.deliver(address, first)
  for (let n = 1; n < 400; n++) await world.google.deliver(address, followUp(first, { from: ben, to: address }))
  await world.clock.travel(40 * DAY)
  const ada = await openPractice(world, address)
  await catchUp(world)
  expect(await stored()).toBe(0)

  world.google.faults.add({ push: 'lose', times: 10 })
  const last = await world.google.deliver(address, followUp(first, { from: ben, to: address, body: 'And now?' }))
  await world.google.deliver(address, letter({ from: ben, to: address, subject: 'Something else' }))
  await world.supabase.sql`select public.notice_push(${address})`
  const worker = await brittleWorker(world)
  const fetched: number[] = []
  while (fetched.length < 8 && !(await outcomeOf(last))) {
    await world.clock.travel(100)
    worker.dieAt()
    await runJobs(worker.context)
    fetched.push(worker.calls.filter((call) => /GET .*\/messages\/\w+$/.test(call)).length)
  }
  await worker.close()
  expect(Math.max(...fetched)).toBeLessThanOrEqual(40)
  expect(fetched.length).toBeLessThan(8)

  await catchUp(world)
  expect(await outcomeOf(last)).toBe('drafted')
  expect(await outcomes(world, ada)).toMatchObject({ 'Something else': 'drafted' })
  // What came before is there as far as it is shown: the newest of it.
  expect(await stored()).toBe(2 + 50)
})

async function stored(): Promise<number> {
  return (await world.supabase.sql`select from public.messages`).length
}

async function outcomeOf(id: string): Promise<string | undefined> {
  const [row] = await world.supabase.sql<{ outcome: string }[]>`
    select outcome from public.ledger_entries l join public.messages m on m.id = l.message_id where gmail_message_id = ${id}`
  return row?.outcome
}
