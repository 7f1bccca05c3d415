import { expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { MailboxHealth } from '../../core/mailboxes/schema.ts'
import { type Brittle, brittleWorker } from '../support/brittle.ts'
import { patience } from '../support/law.ts'
import { expectAccountedFor, outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { connect, openPractice, type Practice } from '../support/practice.ts'
import { catchUp, deadLetters, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const DAY = 86_400
let people = 0

test(
  'a grant taken back between two fetches of one sync: the owner is asked to reconnect, and then nothing is lost',
  async () => {
    const ada = await openPractice(world, newcomer())
    world.google.faults.add({ push: 'lose', times: 30 })
    const ids: string[] = []
    for (let n = 0; n < 30; n++) ids.push(await write(ada.address, `Letter ${n}`))
    await world.supabase.sql`select public.notice_push(${ada.address})`
    await withWorker(async (worker) => {
      // A batch is twenty-five, the newest first: the next one begins with the fifth.
      worker.meanwhile(new RegExp(`/messages/${ids[4]}$`), () => world.google.revoke(ada.address))
      await runJobs(worker.context)
    })
    world.google.faults.clear()
    expect(await health(ada)).toMatchObject({ status: 'needs_reauth' })
    expect(Object.keys(await outcomes(world, ada))).toHaveLength(25)

    expect(await connect(ada, ada.client, ada.address)).toBe('/portal/mailboxes/?connected=1')
    await catchUp(world)
    expect(new Set(Object.values(await outcomes(world, ada)))).toEqual(new Set(['drafted']))
    expect(await expectAccountedFor(world, ada.address)).toHaveLength(30)
  },
  patience,
)

test('paused in the middle of its first reading and resumed, a mailbox is read to the end, and nothing twice', async () => {
  const address = newcomer()
  for (let n = 0; n < 130; n++) await write(address, `Old ${n}`)
  await world.clock.travel(DAY)
  world.google.faults.add({ match: /GET .*\/messages$/, status: 503 })
  const ada = await openPractice(world, address)
  const act = (verb: string) => ada.ask('POST', `/api/mailboxes/${ada.mailbox}/${verb}`)
  await withWorker(async (worker) => {
    worker.meanwhile(/rpc\/turn_page$/, () => act('pause'))
    await world.clock.travel(60)
    await runJobs(worker.context)
  })
  expect(await health(ada)).toMatchObject({ status: 'paused', backfill: { stored: 100, finished_at: null } })
  for (const job of ['mail-sweep', 'reconciliation']) await sweep(world, job)
  await catchUp(world)
  expect(await health(ada)).toMatchObject({ backfill: { stored: 100, finished_at: null } })

  expect((await act('resume')).status).toBe(200)
  await catchUp(world)
  expect(await health(ada)).toMatchObject({
    status: 'connected',
    backfill: { stored: 130, found: 130, percent: 100, finished_at: expect.any(String) },
    ledger: { skipped: 130 },
  })
})

test.each([
  ['onto itself', ['7']],
  ['in twos', ['7', '8']],
  ['in fives', ['7', '8', '9', '10', '11']],
])('pages that lead %s, round in a circle, are noticed, and read once Gmail has found its way', async (_, tokens) => {
  const address = newcomer()
  await write(address, 'Old')
  const turns = Array.from({ length: 40 }, (_, at) => tokens[at % tokens.length])
  for (const nextPageToken of turns) {
    const body = { resultSizeEstimate: 1, messages: [], nextPageToken }
    world.google.faults.add({ match: /GET .*\/messages$/, when: 'instead', status: 200, body })
  }
  const ada = await openPractice(world, address)
  const asked = turns.length - world.google.faults.list().length
  expect(asked).toBeGreaterThan(1)
  expect(asked).toBeLessThan(20)
  expect(await health(ada)).toMatchObject({ backfill: { finished_at: null } })

  world.google.faults.clear()
  await catchUp(world)
  expect(await health(ada)).toMatchObject({ backfill: { stored: 1, percent: 100, finished_at: expect.any(String) } })
  expect(await outcomes(world, ada)).toEqual({ Old: 'skipped before_connecting' })
  expect(await deadLetters(world)).toEqual([])
})

test('a message Gmail tells of, and denies when asked, is asked for once more a minute later', async () => {
  const ada = await openPractice(world, newcomer())
  const raw = letter({ from: ben, to: ada.address, subject: 'Not there yet' })
  world.google.faults.add({ match: /GET .*\/messages\/\w+$/, status: 404 })
  await world.google.deliver(ada.address, raw)
  await world.settled()
  expect(await outcomes(world, ada)).toEqual({})

  await world.clock.travel(75)
  await withWorker((worker) => runJobs(worker.context))
  expect(await outcomes(world, ada)).toEqual({ 'Not there yet': 'drafted' })
  await expectAccountedFor(world, ada.address)
})

test('what Gmail denies twice is gone, and not asked for again', async () => {
  const ada = await openPractice(world, newcomer())
  world.google.faults.add({ match: /GET .*\/messages\/\w+$/, status: 404, times: 2 })
  await write(ada.address, 'Denied')
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({})
  await withWorker(async (worker) => {
    await world.supabase.sql`select public.notice_push(${ada.address})`
    await runJobs(worker.context)
    expect(worker.calls.filter((call) => /\/history$/.test(call))).toHaveLength(1)
    expect(worker.calls.filter((call) => /\/messages\//.test(call))).toEqual([])
  })
})

async function withWorker(work: (worker: Brittle) => Promise<unknown>): Promise<void> {
  const worker = await brittleWorker(world)
  try {
    await work(worker)
  } finally {
    await worker.close()
  }
}

function newcomer(): string {
  const address = `newcomer${++people}@quill.example`
  world.google.addUser({ email: address, name: 'New Comer' })
  return address
}

async function write(to: string, subject: string): Promise<string> {
  const id = await world.google.deliver(to, letter({ from: ben, to, subject }))
  await world.clock.travel(1)
  return id
}

const health = (owner: Practice) => owner.expect(MailboxHealth, 'GET', `/api/mailboxes/${owner.mailbox}/health`)
