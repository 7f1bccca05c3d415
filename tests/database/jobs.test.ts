import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { queueOf } from './fixtures/queue.ts'

const { sql } = await openDatabase(12)
const { say, enqueue, claim, claimAll, claimOne, complete, fail, bury, runOut, waiting } = queueOf(sql)

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
    await fail(await claimOne())
    await enqueue('mailbox.sync:one')
    expect(await claim()).toEqual([])
  })
})

test('a job enqueued in a transaction that is taken back was never there', async () => {
  const undone = new Error('undone')
  const taken = sql.begin(async (own) => {
    await queueOf(own).enqueue('mailbox.sync:one')
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
    await fail(await claimOne())
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

  test('jobs of one lease, seen first and left, hide no others: there is more to claim at once', async () => {
    for (let nth = 0; nth < 5; nth++) await enqueue(`mailbox.sync:${nth}`, { lease: 'mailbox:one' })
    for (let nth = 0; nth < 3; nth++) await enqueue(`message.triage:${nth}`)
    expect(await say([], 5)).toMatchObject({ jobs: [{ kind: 'mailbox.sync' }], next_in: 0 })
    expect(await claim(5)).toHaveLength(3)
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

describe('settling', () => {
  test('many are settled and others taken in one call, each by its own outcome', async () => {
    for (const nth of [1, 2, 3, 4, 5]) await enqueue(`message.triage:${nth}`)
    const [done, failed, later, never] = await claim(4)
    const outcomes = [
      { ...done, outcome: 'done' },
      { ...failed, outcome: 'failed', error: 'Busy' },
      { ...later, outcome: 'later', error: 'Asked to wait', wait: 100 },
      { ...never, outcome: 'never', error: 'Never' },
    ]
    const answer = await say(outcomes, 4)
    expect(answer).toMatchObject({ jobs: [{ attempt: 1 }], busy: [] })
    expect(await waiting()).toMatchObject([
      { key: 'message.triage:2', working: false },
      { key: 'message.triage:3', working: false },
      { key: 'message.triage:5', working: true },
    ])
    expect(await say(outcomes, 4), 'said twice is said once').toMatchObject({ jobs: [] })
    expect(await waiting()).toHaveLength(3)
  })

  test('a job hands on to the next as it ends, and not when it was not its worker’s to end', async () => {
    const next = { kind: 'draft.compose', key: 'draft.compose:one', payload: { message_id: crypto.randomUUID() } }
    await enqueue('message.triage:one')
    const slow = await claimOne()
    await runOut(slow)
    const quick = await claimOne()
    expect((await complete(slow, { next })).jobs).toEqual([])
    expect(await waiting()).toMatchObject([{ key: 'message.triage:one', working: true }])

    await complete(quick, { next })
    await complete(quick, { next })
    expect(await waiting()).toMatchObject([{ key: 'draft.compose:one', working: false }])
  })

  test('one that somebody touches just now is said to be busy, and settled when it is said again', async () => {
    for (const nth of [1, 2, 3]) await enqueue(`message.triage:${nth}`)
    const jobs = await claim()
    const outcomes = jobs.map((job, nth) => ({ ...job, outcome: nth === 2 ? 'failed' : 'done', error: 'Busy' }))
    await sql.begin(async (other) => {
      for (const nth of [1, 3]) await queueOf(other).enqueue(`message.triage:${nth}`)
      expect(await say(outcomes)).toMatchObject({ busy: [jobs[0]?.id, jobs[2]?.id] })
    })
    expect(await waiting()).toMatchObject([{ again: true }, { again: true }])
    expect(await say(outcomes)).toMatchObject({ busy: [] })
    expect(await waiting(), 'what was asked for meanwhile is not lost').toMatchObject([
      { key: 'message.triage:3', again: false },
      { key: 'message.triage:1', again: false },
    ])
  })
})
