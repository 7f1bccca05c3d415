import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { queueOf } from './fixtures/queue.ts'
import { A } from './fixtures/tenants.ts'

const { sql } = await openDatabase()
const { enqueue, claim, claimAll, claimOne, fail, putOff, bury, runOut, wakeAll, waiting, dead } = queueOf(sql)

beforeEach(() => sql`truncate pgmq.q_jobs, private.leases, public.dead_letters`)

describe('failing', () => {
  test('waits longer each time, never the same for all', async () => {
    const waits = await Promise.all(
      [1, 4, 7].map(async (attempt) => {
        for (let nth = 0; nth < 20; nth++) await enqueue(`draft.compose:${attempt}:${nth}`)
        await sql`update pgmq.q_jobs set read_ct = ${attempt - 1} where message ->> 'key' like ${`draft.compose:${attempt}:%`}`
        return attempt
      }),
    )
    for (const job of await claimAll(60)) await fail(job)
    const jobs = await waiting()
    const spread = waits.map((attempt) => jobs.filter(({ read_ct }) => read_ct === attempt).map(({ due_in }) => due_in))
    for (const [index, attempt] of waits.entries()) {
      const delays = spread[index] ?? []
      const middle = Math.min(3 ** attempt, 600)
      expect(Math.min(...delays)).toBeGreaterThan(middle * 0.5 - 2)
      expect(Math.max(...delays)).toBeLessThanOrEqual(middle * 1.5)
      expect(new Set(delays).size).toBeGreaterThan(10)
    }
  })

  test('the eighth time ends it: a dead letter, and the message says that it failed', async () => {
    await sql`update public.ledger_entries set outcome = 'waiting' where message_id = ${A.message}`
    await enqueue('message.triage:one', { payload: { client_id: A.client, message_id: A.message } })
    for (let attempt = 1; attempt < 8; attempt++) {
      await fail(await claimOne())
      expect(await dead()).toEqual([])
      await wakeAll()
    }
    await fail(await claimOne(), { error: 'Out of order' })
    expect(await waiting()).toEqual([])
    expect(await dead()).toEqual([
      { client_id: A.client, key: 'message.triage:one', error: 'Out of order', attempts: 8 },
    ])
    const [entry] = await sql`select outcome, detail from public.ledger_entries where message_id = ${A.message}`
    expect(entry).toEqual({ outcome: 'failed', detail: 'Out of order' })
  })

  test('a job that takes eight workers with it is not given to a ninth', async () => {
    await enqueue('message.triage:one')
    for (let attempt = 1; attempt <= 8; attempt++) await runOut(await claimOne())
    expect(await claim()).toEqual([])
    expect(await waiting()).toEqual([])
    expect(await dead()).toMatchObject([{ key: 'message.triage:one', attempts: 8 }])
  })

  test('a job of a business that is gone can still be buried', async () => {
    await enqueue('mailbox.sync:one', { payload: { client_id: '00000000-0000-4000-8000-000000000000' } })
    await bury(await claimOne())
    expect(await waiting()).toEqual([])
    expect(await dead()).toMatchObject([{ client_id: null, key: 'mailbox.sync:one' }])
  })
})

describe('asked to wait', () => {
  test('it waits as long as the other side asked, and a little apart from the others', async () => {
    for (let nth = 0; nth < 20; nth++) await enqueue(`draft.compose:${nth}`)
    for (const job of await claimAll(20)) await putOff(job, { wait: 3600 })
    const delays = (await waiting()).map(({ due_in }) => due_in)
    expect(Math.min(...delays)).toBeGreaterThan(3590)
    expect(Math.max(...delays)).toBeLessThanOrEqual(3600 * 1.2)
    expect(new Set(delays).size).toBeGreaterThan(10)
  })

  test('it waits longer each time, however short a time was asked', async () => {
    await enqueue('draft.compose:one')
    const delays: number[] = []
    for (let time = 0; time < 9; time++) {
      await putOff(await claimOne(), { wait: 1 })
      delays.push((await waiting())[0]?.due_in ?? 0)
      await wakeAll()
    }
    expect(delays[0]).toBeLessThan(3)
    expect(delays[8]).toBeGreaterThan(58)
    expect(delays[8]).toBeLessThan(73)
  })

  test('it uses up no attempt: twenty times put off, it still has eight', async () => {
    await sql`update public.ledger_entries set outcome = 'waiting' where message_id = ${A.message}`
    await enqueue('message.triage:one', { payload: { client_id: A.client, message_id: A.message } })
    for (let time = 0; time < 20; time++) {
      await putOff(await claimOne())
      await wakeAll()
    }
    expect(await outcome()).toBe('waiting')
    for (let attempt = 1; attempt <= 8; attempt++) {
      expect(await dead()).toEqual([])
      await fail(await claimOne())
      await wakeAll()
    }
    expect(await dead()).toMatchObject([{ key: 'message.triage:one', attempts: 8 }])
    expect(await outcome()).toBe('failed')
  })

  test('still, its workers may die on it only eight times', async () => {
    await enqueue('message.triage:one')
    for (let time = 0; time < 5; time++) {
      await putOff(await claimOne())
      await wakeAll()
    }
    for (let death = 1; death <= 8; death++) await runOut(await claimOne())
    expect(await claim()).toEqual([])
    expect(await dead()).toMatchObject([{ key: 'message.triage:one', attempts: 8 }])
  })

  test('after a day of nothing else it is given up', async () => {
    await enqueue('draft.compose:one')
    for (const hours of [0, 12, 11]) {
      await sql`select private.travel(make_interval(hours => ${hours}))`
      await wakeAll()
      await putOff(await claimOne())
    }
    expect(await dead()).toEqual([])
    await sql`select private.travel('2 hours')`
    await wakeAll()
    await putOff(await claimOne())
    expect(await waiting()).toEqual([])
    expect(await dead()).toMatchObject([{ error: 'Asked to wait' }])
  })

  test('a failure in between shows that it was not nothing else', async () => {
    await enqueue('draft.compose:one')
    for (const settle of [putOff, fail, putOff]) {
      await settle(await claimOne())
      await sql`select private.travel('23 hours')`
      await wakeAll()
    }
    await putOff(await claimOne())
    expect(await dead()).toEqual([])
  })

  const outcome = async () =>
    (await sql`select outcome from public.ledger_entries where message_id = ${A.message}`)[0]?.outcome
})
