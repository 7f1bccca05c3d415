import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { queueOf } from './fixtures/queue.ts'

const { sql } = await openDatabase()
const { say, enqueue, claim, claimAll, claimOne, complete, wakeAll } = queueOf(sql)

beforeEach(() => sql`truncate pgmq.q_jobs, private.leases, public.dead_letters`)

const [A, B, C] = ['a', 'b', 'c'].map((letter) => ({ client_id: `${letter.repeat(8)}-0000-4000-8000-000000000001` }))

describe('priorities', () => {
  test('who waits comes before what has just come, and that before the order of things', async () => {
    await enqueue('mailbox.reconcile:one')
    await enqueue('mailbox.sync:swept', { priority: 'sweep' })
    for (const kind of ['message.triage', 'mailbox.sync', 'draft.compose']) await enqueue(`${kind}:one`)
    await enqueue('mailbox.sync:connected', { priority: 'person' })
    for (const kind of ['draft.send', 'mailbox.revoke', 'mailbox.warn']) await enqueue(`${kind}:one`)
    expect((await claimAll(1)).map(({ kind }) => kind)).toEqual([
      ...['mailbox.sync', 'draft.send', 'mailbox.revoke', 'mailbox.warn'],
      ...['message.triage', 'mailbox.sync', 'draft.compose'],
      ...['mailbox.reconcile', 'mailbox.sync'],
    ])
  })

  test('sweeping a thousand mailboxes holds up no fresh mail, from the first to the last', async () => {
    for (let nth = 0; nth < 60; nth++) {
      await enqueue(`mailbox.sync:${nth}`, { priority: 'sweep', payload: { client_id: crypto.randomUUID() } })
    }
    for (let round = 0; round < 6; round++) {
      expect((await claim(9)).map(({ kind }) => kind)).toEqual(Array(9).fill('mailbox.sync'))
      await enqueue(`message.triage:${round}`, { payload: { client_id: crypto.randomUUID() } })
      expect(await claim(1)).toMatchObject([{ kind: 'message.triage' }])
    }
  })

  test('no flood of fresh mail stops the sweep that finds another’s', async () => {
    await flood(500, A)
    await enqueue('mailbox.sync:b', { priority: 'sweep', payload: { ...B } })
    const kinds = (await claimAll(10)).map(({ kind }) => kind)
    expect(kinds.indexOf('mailbox.sync')).toBeGreaterThan(10)
    expect(kinds.indexOf('mailbox.sync')).toBeLessThan(30)
  })

  test('a sweep’s job that a push asks for is served as fresh, once', async () => {
    await enqueue('mailbox.reconcile:one', { payload: { ...B } })
    await enqueue('mailbox.sync:one', { priority: 'sweep', payload: { ...A } })
    await enqueue('mailbox.sync:one', { payload: { ...A } })
    await enqueue('mailbox.sync:one', { priority: 'sweep', payload: { ...A } })
    expect((await claimAll(1)).map(({ kind }) => kind)).toEqual(['mailbox.sync', 'mailbox.reconcile'])
  })
})

test('what a job hands on to stands where the job stood', async () => {
  await enqueue('message.triage:asked', { priority: 'person' })
  const next = { kind: 'draft.compose', key: 'draft.compose:asked', payload: {} }
  const job = await claimOne()
  await enqueue('message.triage:fresh')
  await complete(job, { next })
  expect(await claim(1)).toMatchObject([{ kind: 'draft.compose' }])
})

describe('fairness', () => {
  test('five thousand jobs of one client hold up no other: theirs is in the first claim', async () => {
    await flood(5000, A)
    await enqueue('message.triage:b', { payload: { ...B } })
    expect(await clientsOf(2)).toEqual(['a', 'b'])

    // Nor later, however far the flood has come.
    await drain(20)
    await enqueue('message.triage:c', { payload: { ...C } })
    expect(await clientsOf(2)).toContain('c')
  })

  test('floods of several clients are served in turns, whoever came first', async () => {
    for (const client of [A, B, C]) await flood(200, client)
    for (let round = 0; round < 10; round++) {
      expect((await clientsOf(30)).toSorted().join('')).toBe('a'.repeat(10) + 'b'.repeat(10) + 'c'.repeat(10))
    }
  })

  test('who floods is served all the same while others come and go', async () => {
    await flood(200, A)
    let served = 0
    for (let nth = 0; nth < 40; nth++) {
      await enqueue(`message.triage:b${nth}`, { payload: { ...B } })
      served += (await clientsOf(2)).filter((client) => client === 'a').length
    }
    expect(served).toBeGreaterThanOrEqual(38)
  })

  test('people who wait are served in turns as well', async () => {
    await flood(100, A, 'draft.send')
    await enqueue('draft.send:b', { payload: { ...B } })
    expect(await clientsOf(2)).toContain('b')
  })

  test('a flood that was put off and wakes at once joins the end of its line, and holds up nobody', async () => {
    await flood(600, A)
    const outcomes = (await claimAll(100)).map((job) => ({ ...job, outcome: 'later', error: 'Quota', wait: 60 }))
    await say(outcomes)
    await drainOthers()
    await wakeAll()
    expect(await clientsOf(1)).toEqual(['a'])
    await enqueue('message.triage:b', { payload: { ...B } })
    expect(await clientsOf(2)).toContain('b')
  })

  test('one client’s jobs are served in the order they came', async () => {
    for (let nth = 0; nth < 30; nth++) await enqueue(`message.triage:${nth}`, { payload: { ...A, nth } })
    expect((await claimAll(7)).map(({ payload }) => payload.nth)).toEqual(Array.from({ length: 30 }, (_, nth) => nth))
  })
})

test('with a hundred thousand jobs waiting, asleep and worked on, claiming still reads only what it takes', async () => {
  await sql`
    insert into pgmq.q_jobs (vt, last_read_at, message, headers)
    select now() + case when n % 3 = 2 then interval '1 hour' else '0' end, null,
           jsonb_build_object('kind', 'message.triage', 'key', n::text, 'payload', '{}'::jsonb),
           case n % 3
             when 0 then jsonb_build_object('line', 'fresh:' || n % 100, 'start', n, 'turn', n + 1)
             when 1 then jsonb_build_object('line', 'sweep:' || n % 100, 'start', n, 'turn', n + 20)
             else jsonb_build_object('line', 'fresh:' || n % 100, 'wakes', private.milliseconds(now() + interval '1 hour'))
           end
    from generate_series(1, 100000) n`
  // As autovacuum does within the minute; caught in the middle of such an insert, it takes the table for empty till then.
  await sql`analyze pgmq.q_jobs`
  const [before] = await touched()
  for (let round = 0; round < 10; round++) expect(await claim(10)).toHaveLength(10)
  await enqueue('message.triage:new', { payload: { ...A } })
  const [after] = await touched()
  expect(after?.sequential).toBe(before?.sequential)
  const fetched = Number(after?.fetched) - Number(before?.fetched)
  expect(fetched).toBeGreaterThan(100)
  expect(fetched).toBeLessThan(1000)
})

describe('the next job', () => {
  const next = async () => (await say([])).next_in

  test('is nothing in an empty queue, and else its time', async () => {
    expect(await next()).toBeNull()
    await enqueue('mailbox.sync:one', { wait: 60 })
    expect(await next()).toBeGreaterThan(59_000)
    expect(await next()).toBeLessThanOrEqual(60_000)
  })

  test('is now, while more are waiting than were asked for', async () => {
    for (const nth of [1, 2]) await enqueue(`mailbox.sync:${nth}`)
    expect(await say([], 1)).toMatchObject({ next_in: 0 })
    expect(await say([], 2)).toMatchObject({ jobs: [{}], next_in: null })
  })

  test('is not one whose turn is somebody else’s, nor one that is being worked on', async () => {
    for (const nth of [1, 2]) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
    const first = await claimOne()
    expect(await say([], 10)).toMatchObject({ jobs: [], next_in: null })
    await complete(first)
    expect(await claim()).toHaveLength(1)
  })

  test('wakes at its time, not before', async () => {
    await enqueue('mailbox.sync:one', { wait: 0.2 })
    const began = performance.now()
    let jobs = await claim()
    while (jobs.length === 0) jobs = await claim()
    expect(performance.now() - began).toBeGreaterThan(150)
    expect(jobs).toHaveLength(1)
  })
})

const letterOf = ({ client_id = '' }) => client_id[0] ?? ''
const clientsOf = async (most: number) => (await claim(most)).map(({ payload }) => letterOf(payload))

async function flood(jobs: number, payload: { client_id: string } | undefined, kind = 'message.triage') {
  await sql`
    select private.enqueue(${kind}::public.job_kind, ${kind} || ':' || gen_random_uuid(), ${sql.json({ ...payload })})
    from generate_series(1, ${jobs}::int)`
}

/** As many claims, each settled with the next. */
async function drain(claims: number): Promise<void> {
  let outcomes: object[] = []
  for (let nth = 0; nth < claims; nth++) {
    outcomes = (await say(outcomes as never, 100)).jobs.map((job) => ({ ...job, outcome: 'done' }))
  }
  await say(outcomes as never)
}

/** Other clients’ mail comes and goes, so that the lines move on. */
async function drainOthers(): Promise<void> {
  for (let nth = 0; nth < 3; nth++) {
    await flood(100, C)
    await drain(1)
  }
}

/** How often the queue was read from end to end, and how many rows its indexes led to. */
async function touched() {
  await sql`select pg_stat_force_next_flush()`
  await sql`select pg_stat_clear_snapshot()`
  return sql<{ sequential: string; fetched: string }[]>`
    select seq_scan as sequential, idx_tup_fetch as fetched from pg_stat_user_tables where relname = 'q_jobs'`
}
