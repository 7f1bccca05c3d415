import { expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { MailboxHealth } from '../../core/mailboxes/schema.ts'
import { brittleWorker } from '../support/brittle.ts'
import { patience } from '../support/law.ts'
import { outcomes } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { connect, consent, openPractice, type Practice } from '../support/practice.ts'
import { catchUp, outliveLeases, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const DAY = 86_400
let people = 0

test('what was there before connecting is read and left alone; what comes afterwards is answered', async () => {
  const address = newcomer()
  const first = await write(address, 'Long ago')
  const ada = await openPractice(world, address)
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ 'Long ago': 'skipped before_connecting' })
  expect(await health(ada)).toMatchObject({
    ledger: { skipped: 1, drafted: 0, waiting: 0 },
    backfill: { found: 1, stored: 1, percent: 100, draft_existing: false, finished_at: expect.any(String) },
    gaps: [],
  })

  await write(address, 'Today')
  await world.google.deliver(address, followUp(first, { from: ben, to: address, body: 'Any news?' }))
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({
    'Long ago': 'skipped before_connecting',
    Today: 'drafted',
    'Re: Long ago': 'drafted',
  })
})

test('asked to when connecting, the assistant answers what is there, too', async () => {
  const address = newcomer()
  const first = await write(address, 'Long ago')
  await world.google.deliver(address, followUp(first, { from: ben, to: address }))
  const ada = await openPractice(world, address, { draft_existing: true })
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ 'Long ago': 'skipped superseded', 'Re: Long ago': 'drafted' })
  expect(await health(ada)).toMatchObject({ backfill: { draft_existing: true } })
})

test('asked to later, it answers the last message of every conversation, once', async () => {
  const address = newcomer()
  const first = await write(address, 'One')
  await world.google.deliver(address, followUp(first, { from: ben, to: address }))
  await write(address, 'Two')
  const ada = await openPractice(world, address)
  await catchUp(world)

  const eve = await openPractice(world, newcomer())
  expect((await eve.ask('POST', `/api/mailboxes/${ada.mailbox}/draft-existing`)).status).toBe(404)
  expect((await eve.ask('POST', '/api/mailboxes/nonsense/draft-existing')).status).toBe(404)
  expect(Object.values(await outcomes(world, ada))).not.toContain('drafted')

  for (const _ of ['once', 'twice']) {
    expect((await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/draft-existing`)).status).toBe(200)
    await catchUp(world)
    expect(await outcomes(world, ada)).toEqual({
      One: 'skipped before_connecting',
      'Re: One': 'drafted',
      Two: 'drafted',
    })
  }
  expect(await drafts(ada)).toBe(2)
  expect(await health(ada)).toMatchObject({ backfill: { draft_existing: true } })
})

test('the window is the one that was chosen, and a choice there is not is refused', async () => {
  const address = newcomer()
  await write(address, 'Sixty days old')
  await world.clock.travel(50 * DAY)
  await write(address, 'Ten days old')
  await world.clock.travel(8 * DAY)
  await write(address, 'Two days old')
  await world.clock.travel(2 * DAY)
  const week = await openPractice(world, address, { window_days: 7 })
  await catchUp(world)
  expect(Object.keys(await outcomes(world, week))).toEqual(['Two days old'])

  const asked = await week.ask('POST', '/api/mailboxes/connect', { client_id: week.client, window_days: 8 })
  expect(asked).toMatchObject({ status: 422, body: { code: 'invalid' } })

  expect((await week.ask('POST', `/api/mailboxes/${week.mailbox}/disconnect`)).status).toBe(200)
  await catchUp(world)
  expect(await connect(week, week.client, address, { wishes: { window_days: 90 } })).toBe(
    '/portal/mailboxes/?connected=1',
  )
  await catchUp(world)
  expect(Object.keys(await outcomes(world, week))).toHaveLength(3)
})

test(
  'a large mailbox is read page by page, shows how far it is, and loses nothing to crashes on the way',
  async () => {
    const address = newcomer()
    for (let n = 0; n < 230; n++) {
      await write(address, `Old ${n}`)
      if (n % 23 === 0) await world.clock.travel(DAY)
    }
    const ada = await halfConnected(address)
    const worker = await brittleWorker(world)
    const seen: number[] = []
    for (let run = 0; run < 12 && (await health(ada)).backfill?.finished_at === null; run++) {
      // Each worker lives for some forty messages.
      worker.dieAt({ call: /messages\/\w+/, spare: 40, when: run % 2 ? 'before' : 'after' })
      await runJobs(worker.context).catch((error: unknown) => expect(error).toBeInstanceOf(Error))
      await outliveLeases(world)
      seen.push((await health(ada)).backfill?.percent ?? 0)
    }
    await worker.close()

    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.filter((percent) => percent > 0 && percent < 100).length).toBeGreaterThan(1)
    expect(await health(ada)).toMatchObject({
      backfill: { found: 230, stored: 230, percent: 100 },
      ledger: { skipped: 230 },
    })
    expect(new Set(Object.values(await outcomes(world, ada)))).toEqual(new Set(['skipped before_connecting']))
  },
  patience,
)

test('new mail does not wait for old mail, and old mail that cannot be read yet is tried again', async () => {
  const address = newcomer()
  await write(address, 'Old')
  world.google.faults.add({ match: /GET .*\/messages$/, status: 503, times: 8 })
  const ada = await openPractice(world, address)
  await write(address, 'New')
  await world.settled()
  expect(await outcomes(world, ada)).toEqual({ New: 'drafted' })
  expect(await health(ada)).toMatchObject({ backfill: { percent: 0, finished_at: null } })

  await catchUp(world)
  expect(await health(ada)).toMatchObject({ backfill: { finished_at: null } })
  await world.clock.travel(3700)
  await sweep(world, 'mail-sweep')
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ New: 'drafted', Old: 'skipped before_connecting' })
})

test('mail that came while the mailbox was being connected is new, even when the backfill meets it first', async () => {
  const address = newcomer()
  const ada = await halfConnected(address)
  world.google.faults.add({ push: 'lose' })
  await write(address, 'In between')
  // As when Gmail's clock is behind ours.
  await world.supabase
    .sql`update public.mailboxes set connected_at = connected_at + interval '1 hour' where id = ${ada.mailbox}`
  await sweep(world, 'watch-renewal')
  expect(await outcomes(world, ada)).toEqual({ 'In between': 'skipped before_connecting' })

  await world.google.push(address)
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ 'In between': 'drafted' })
})

function newcomer(): string {
  const address = `newcomer${++people}@quill.example`
  world.google.addUser({ email: address, name: 'New Comer' })
  return address
}

async function write(to: string, subject: string): Promise<string> {
  const raw = letter({ from: ben, to, subject })
  await world.google.deliver(to, raw)
  await world.clock.travel(1)
  return raw
}

/** Connected, and nothing read yet: no push, and no worker. */
async function halfConnected(address: string): Promise<Practice> {
  const other = newcomer()
  const ada = await openPractice(world, other)
  world.google.faults.add({ match: /GET .*\/messages$/, status: 503 })
  const returned = await consent(ada, ada.client, address)
  await ada.get(returned)
  await world.afterwork.idle()
  await outliveLeases(world)
  const [box] = await world.supabase.sql<{ id: string }[]>`select id from public.mailboxes where address = ${address}`
  return { ...ada, address, mailbox: box?.id ?? '' }
}

const health = (owner: Practice) => owner.expect(MailboxHealth, 'GET', `/api/mailboxes/${owner.mailbox}/health`)

async function drafts({ mailbox }: Practice): Promise<number> {
  return (await world.supabase.sql`select from public.drafts where mailbox_id = ${mailbox}`).length
}
