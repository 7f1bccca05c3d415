import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { LEASE, queueOf } from './fixtures/queue.ts'
import { A } from './fixtures/tenants.ts'

const { sql } = await openDatabase(12)
const { enqueue, claim, claimAll, claimOne, complete, fail, bury, runOut, waiting, dead } = queueOf(sql)

beforeEach(() => sql`truncate pgmq.q_jobs, private.leases, public.dead_letters`)

describe('a key', () => {
  test('has one job, however often and however many at once ask for it', async () => {
    await Promise.all(Array.from({ length: 20 }, () => enqueue('mailbox.sync:one')))
    await enqueue('mailbox.sync:two')
    expect((await waiting()).map(({ key }) => key)).toEqual(['mailbox.sync:one', 'mailbox.sync:two'])
  })

  test('asked for again while it is worked on runs once more, and only once', async () => {
    await enqueue('mailbox.sync:one')
    const first = await claimOne()
    for (const _ of [1, 2, 3]) await enqueue('mailbox.sync:one')
    expect(await claim()).toEqual([])

    await complete(first)
    const second = await claimOne()
    await complete(second)
    expect(await waiting()).toEqual([])
  })

  test('asked for again after its lease ran out runs once more when the slow worker ends', async () => {
    await enqueue('mailbox.sync:one')
    const slow = await claimOne()
    await runOut(slow)
    await enqueue('mailbox.sync:one')
    await complete(slow)
    expect(await waiting()).toMatchObject([{ key: 'mailbox.sync:one', working: false }])
  })

  test('asked for again is no way around the backoff', async () => {
    await enqueue('mailbox.sync:one')
    await fail(await claimOne(), 60)
    await enqueue('mailbox.sync:one')
    expect(await claim()).toEqual([])
  })
})

test('a job enqueued in a transaction that is taken back was never there', async () => {
  const undone = new Error('undone')
  const taken = sql.begin(async (own) => {
    await own`select public.enqueue_job('mailbox.sync', 'mailbox.sync:one', '{}')`
    throw undone
  })
  await expect(taken).rejects.toBe(undone)
  expect(await waiting()).toEqual([])
})

describe('claiming', () => {
  test.each([2, 10])('%i workers at once never share a job, and leave none', async (workers) => {
    for (let nth = 0; nth < 60; nth++) await enqueue(`message.triage:${nth}`, { payload: { nth } })
    const rounds = await Promise.all(Array.from({ length: workers }, () => claimAll(4)))
    const ids = rounds.flat().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(60)
  })

  test('the jobs of one lease take turns, whoever races for them', async () => {
    for (let round = 0; round < 10; round++) {
      await sql`truncate pgmq.q_jobs, private.leases`
      for (const nth of [1, 2, 3, 4]) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
      const claimed = await Promise.all(Array.from({ length: 8 }, () => claim(1)))
      expect(claimed.flat()).toHaveLength(1)
    }
  })

  test('the next of a lease follows when the first is done, or has failed', async () => {
    for (const nth of [1, 2, 3]) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
    await complete(await claimOne())
    await fail(await claimOne(), 60)
    await complete(await claimOne())
    expect(await waiting()).toMatchObject([{ key: 'mailbox.sync:2' }])
  })

  test('jobs whose turn has not come stand in nobody’s way', async () => {
    for (let nth = 0; nth < 5; nth++) await enqueue(`mailbox.sync:${nth}`, { lease: `mailbox:${nth}` })
    expect(await claim(5)).toHaveLength(5)
    for (let nth = 0; nth < 5; nth++) await enqueue(`mailbox.reconcile:${nth}`, { lease: `mailbox:${nth}` })
    await enqueue('draft.send:one')
    expect((await claim(5)).map(({ kind }) => kind)).toEqual(['draft.send'])
  })

  test('a lease that ran out is taken over, and nothing the first worker says then counts', async () => {
    for (const nth of [1, 2]) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
    const slow = await claimOne()
    await runOut(slow)
    const next = await claimOne()
    expect(next).toMatchObject({ id: slow.id, attempt: 2 })

    await complete(slow)
    await fail(slow)
    await bury(slow)
    expect(await waiting()).toMatchObject([{ working: true }, { working: false }])
    expect(await claim(), 'the lease is still the second worker’s').toEqual([])

    await complete(next)
    expect(await claim()).toHaveLength(1)
  })

  test('a worker of an earlier life of the job completes nothing of the next', async () => {
    await enqueue('mailbox.sync:one')
    const slow = await claimOne()
    await runOut(slow)
    const quick = await claimOne()
    await enqueue('mailbox.sync:one')
    await complete(quick)
    await claimOne()
    await complete(slow)
    expect(await waiting()).toMatchObject([{ key: 'mailbox.sync:one', working: true }])
  })
})

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

  test('waits as long as the other side asked', async () => {
    await enqueue('draft.compose:one')
    await fail(await claimOne(), 3600)
    const [job] = await waiting()
    expect(job?.due_in).toBeGreaterThan(3590)
    expect(job?.due_in).toBeLessThanOrEqual(3600)
  })

  test('the eighth time ends it: a dead letter, and the message says that it failed', async () => {
    await sql`update public.ledger_entries set outcome = 'waiting' where message_id = ${A.message}`
    await enqueue('message.triage:one', { payload: { client_id: A.client, message_id: A.message } })
    for (let attempt = 1; attempt < 8; attempt++) {
      await fail(await claimOne())
      expect(await dead()).toEqual([])
      await sql`update pgmq.q_jobs set vt = clock_timestamp()`
    }
    await fail(await claimOne(), 0, 'Out of order')
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

describe('the next job', () => {
  const next = async () => (await sql<{ ms: number | null }[]>`select public.next_job_in() as ms`)[0]?.ms

  test('is nothing in an empty queue, now when one is due, and else its time', async () => {
    expect(await next()).toBeNull()
    await enqueue('mailbox.sync:one')
    expect(await next()).toBe(0)
    await fail(await claimOne(), 60)
    expect(await next()).toBeGreaterThan(59_000)
  })

  test('is not one whose turn is somebody else’s', async () => {
    for (const nth of [1, 2]) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
    const first = await claimOne()
    expect(await next()).toBeGreaterThan((LEASE - 5) * 1000)
    await complete(first)
    expect(await next()).toBe(0)
  })
})
