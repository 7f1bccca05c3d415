import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { MailboxHealth } from '../../core/mailboxes/schema.ts'
import { patience } from '../support/law.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

vi.setConfig({ testTimeout: patience, hookTimeout: patience })

const world = await startWorld()
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

beforeEach(async () => {
  world.google.faults.clear()
  await push('Before')
  await sql`update public.mailboxes set poll_every = '5 minutes', next_poll_at = private.now()`
})

test('a quiet mailbox that is watched is polled ever less, down to every two hours, and at once more when mail comes', async () => {
  const waits = await polls(12 * 60)
  expect(waits.length).toBeLessThan(14)
  expect(waits[0]).toBeLessThanOrEqual(15)
  expect(Math.max(...waits)).toBeGreaterThan(85)
  expect(Math.max(...waits)).toBeLessThanOrEqual(125)
  await push('News')
  expect((await polls(30))[0]).toBeLessThanOrEqual(10)
})

test('a mailbox that is not watched is polled every five minutes, however quiet', async () => {
  await sql`update public.mailboxes set watch_expires_at = private.now()`
  expect((await polls(60)).length).toBeGreaterThanOrEqual(11)
})

test('a watch that ran out is noticed within the hour, told, and renewed', async () => {
  await sql`update public.mailboxes set watch_expires_at = private.now() - interval '1 minute'`
  world.google.faults.add({ match: /POST .*\/watch$/, status: 503, times: Number.POSITIVE_INFINITY })
  await sweep(world, 'watch-check')
  expect(await health()).toMatchObject({ watching: false, watch_fault: 'lapsed' })
  world.google.faults.clear()
  await world.clock.travel(3600)
  await sweep(world, 'watch-check')
  expect(await health()).toMatchObject({ watching: true, watch_fault: null })
  expect(await audited('mailbox.watch_lapsed')).toBe(1)
})

test.each([403, 404, 400])(
  'a topic Gmail refuses with %i is told, tried again every hour, and stops no reading',
  async (status) => {
    const before = await audited('mailbox.watch_refused')
    world.google.faults.add({
      match: /POST .*\/watch$/,
      status,
      body: { error: { code: status, message: 'No' } },
      times: 2,
    })
    await sql`update public.mailboxes set watch_expires_at = private.now()`
    for (const _ of [1, 2]) {
      await sweep(world, 'watch-check')
      expect(await health()).toMatchObject({ watching: false, watch_fault: 'refused' })
    }
    expect(await audited('mailbox.watch_refused')).toBe(before + 1)
    expect(await deadOrWaiting()).toBe(0)

    world.google.faults.add({ push: 'lose', times: 1 })
    await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: `Refused ${status}` }))
    expect((await polls(10)).length).toBeGreaterThanOrEqual(1)
    await catchUp(world)
    await expectAccountedFor(world, ada.address)

    await sweep(world, 'watch-check')
    expect(await health()).toMatchObject({ watching: true, watch_fault: null })
  },
)

test('pushes that stop although Gmail says it watches are noticed by what polling finds, and believed when they come', async () => {
  world.google.faults.add({ push: 'lose', times: Number.POSITIVE_INFINITY })
  for (const nth of [1, 2, 3]) {
    expect(await health()).toMatchObject({ watching: true })
    await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: `Unheard ${nth}` }))
    await world.google.idle()
    await polls(10)
  }
  await sweep(world, 'watch-check')
  expect(await health()).toMatchObject({ watching: false, watch_fault: 'silent' })
  await catchUp(world)
  expect((await polls(60)).length, 'asked for again, it has yet to prove itself').toBeGreaterThanOrEqual(11)

  world.google.faults.clear()
  await push('Heard')
  expect(await health()).toMatchObject({ watching: true, watch_fault: null })
  await expectAccountedFor(world, ada.address)
})

test('a sweep takes no more than it is told, whoever has waited longest first, and none twice', async () => {
  const [{ client }] = (await sql`select client_id as client from public.mailboxes`) as unknown as [{ client: string }]
  await sql`
    insert into public.mailboxes (client_id, address, next_poll_at)
    select ${client}, 'quiet' || n || '@quill.example', private.now() - make_interval(mins => n) from generate_series(1, 30) n`
  await sql`update public.mailboxes set next_poll_at = private.now() + interval '1 day' where id = ${ada.mailbox}`
  const taken = async () => Number((await sql`select public.sweep_mailboxes(10) as n`)[0]?.n)
  expect(await taken()).toBe(10)
  const [left] = await sql`
    select count(*)::int as n, max(private.now() - next_poll_at) < interval '21 minutes' as younger
    from public.mailboxes where next_poll_at <= private.now()`
  expect(left).toEqual({ n: 20, younger: true })
  expect([await taken(), await taken(), await taken()]).toEqual([10, 10, 0])
  await sql`delete from public.mailboxes where address like 'quiet%'`
})

/** Rings the sweep every five minutes, as the workflow does, and answers after how many minutes each poll came. */
async function polls(minutes: number): Promise<number[]> {
  const at: number[] = []
  for (let minute = 5; minute <= minutes; minute += 5) {
    await world.clock.travel(300)
    const [due] = await sql<{ n: number }[]>`
      select count(*)::int as n from public.mailboxes where status = 'connected' and next_poll_at <= private.now()`
    if (!due?.n) continue
    await sweep(world, 'mail-sweep')
    at.push(minute)
  }
  return at.map((minute, index) => minute - (at[index - 1] ?? 0))
}

/** A mail that Gmail tells of. */
async function push(subject: string): Promise<void> {
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject }))
  await catchUp(world)
}

const health = () => ada.expect(MailboxHealth, 'GET', `/api/mailboxes/${ada.mailbox}/health`)

async function audited(action: string): Promise<number> {
  return Number((await sql`select count(*) as n from public.audit_events where action = ${action}`)[0]?.n)
}

async function deadOrWaiting(): Promise<number> {
  const [row] = await sql`select (select count(*) from public.dead_letters)
    + (select count(*) from pgmq.q_jobs where message ->> 'kind' = 'mailbox.watch') as n`
  return Number(row?.n)
}
