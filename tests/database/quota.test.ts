import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { hold } from '../support/law.ts'
import { openDatabase } from './fixtures/database.ts'
import { A, B } from './fixtures/tenants.ts'

const { sql } = await openDatabase(50)
const MINUTE = 60
const USER = 6000
const PROJECT = 1_200_000
const BACKGROUND = { user: USER * 0.8, project: PROJECT * 0.7 }
const SOMEBODY = { user: USER, project: PROJECT }

type Ask = { each: number; times: number; spent?: number; user: number; project: number }
type Answer = { granted: number; wait: number; at: number }

beforeEach(() => sql`truncate private.gmail_meters`)

test('in no minute is more granted than the limits, whoever asks at the same time', async () => {
  const mailboxes = [A.mailbox, B.mailbox, A.thread, B.thread]
  const asking = fc.record({
    box: fc.constantFrom(...mailboxes),
    each: fc.constantFrom(2, 20, 100, 160),
    times: fc.integer({ min: 1, max: 60 }),
    somebody: fc.boolean(),
  })
  const round = fc.record({
    asks: fc.array(asking, { minLength: 50, maxLength: 50 }),
    later: fc.double({ min: 0.1, max: 25, noNaN: true }),
  })
  // So little for all that both limits are felt.
  const scarce = 16_000
  await hold(fc.array(round, { minLength: 8, maxLength: 12 }), 2, async (rounds) => {
    await sql`truncate private.gmail_meters`
    const taken: { box: string; units: number; at: number }[] = []
    for (const { asks, later } of rounds) {
      const answers = asks.map(async ({ box, each, times, somebody }) => {
        const share = somebody ? { user: USER, project: scarce } : { user: USER * 0.8, project: scarce * 0.7 }
        const { granted, at } = await take(box, { each, times, ...share })
        taken.push({ box, units: granted * each, at })
      })
      await Promise.all(answers)
      await travel(later)
    }
    for (const box of mailboxes) expect(most(taken.filter((each) => each.box === box))).toBeLessThanOrEqual(USER)
    expect(most(taken)).toBeLessThanOrEqual(scarce)
    expect(most(taken), 'and not for want of granting anything').toBeGreaterThan(scarce / 2)
  })
}, 60_000)

test('what nobody waits for leaves a part to whoever does', async () => {
  await exhaust(A.mailbox)
  expect(await take(A.mailbox, { each: 20, times: 1, ...BACKGROUND })).toMatchObject({ granted: 0 })
  const sends = await Promise.all(
    Array.from({ length: 9 }, () => take(A.mailbox, { each: 160, times: 1, ...SOMEBODY })),
  )
  expect(sends.filter(({ granted }) => granted === 1)).toHaveLength(7)
})

test('one mailbox takes nothing from another', async () => {
  await exhaust(A.mailbox)
  expect(await take(B.mailbox, { each: 20, times: 25, ...BACKGROUND })).toMatchObject({ granted: 25, wait: 0 })
})

test('whoever is sent away and comes back when told to is served', async () => {
  for (const units of [300, 700, 1900, 1900]) {
    await take(A.mailbox, { each: units, times: 1, ...BACKGROUND })
    await travel(9)
  }
  for (const each of [20, 500, 2000]) {
    const ask = { each, times: Math.floor(BACKGROUND.user / each), ...BACKGROUND }
    const { granted, wait } = await take(A.mailbox, ask)
    expect(granted).toBeLessThan(ask.times)
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(80)
    await travel(wait)
    expect((await take(A.mailbox, ask)).granted, `calls of ${each} units`).toBeGreaterThan(0)
  }
})

test('what was spent before anybody could ask counts, and nothing is granted twice for it', async () => {
  await take(A.mailbox, { each: 20, times: 0, spent: BACKGROUND.user - 50, ...BACKGROUND })
  expect(await take(A.mailbox, { each: 20, times: 25, ...BACKGROUND })).toMatchObject({ granted: 2 })
  await take(A.mailbox, { each: 20, times: 0, spent: 50_000, ...BACKGROUND })
  const { granted, wait } = await take(A.mailbox, { each: 20, times: 1, ...SOMEBODY })
  expect(granted).toBe(0)
  await travel(wait)
  expect((await take(A.mailbox, { each: 20, times: 1, ...SOMEBODY })).granted).toBe(1)
})

describe('when Gmail asks to be left alone', () => {
  test('nothing is granted for that long, to nobody, and then again', async () => {
    await sql`select public.block_mailbox(${A.mailbox}, 30)`
    for (const share of [BACKGROUND, SOMEBODY]) {
      const { granted, wait } = await take(A.mailbox, { each: 20, times: 1, ...share })
      expect(granted).toBe(0)
      expect(wait).toBeGreaterThanOrEqual(29)
    }
    await travel(31)
    expect(await take(A.mailbox, { each: 20, times: 1, ...BACKGROUND })).toMatchObject({ granted: 1 })
  })

  test('a shorter time does not cut a longer one, and no time is longer than an hour', async () => {
    await sql`select public.block_mailbox(${A.mailbox}, 100000000)`
    await sql`select public.block_mailbox(${A.mailbox}, 1)`
    await travel(3500)
    expect(await take(A.mailbox, { each: 20, times: 1, ...SOMEBODY })).toMatchObject({ granted: 0 })
    await travel(101)
    expect(await take(A.mailbox, { each: 20, times: 1, ...SOMEBODY })).toMatchObject({ granted: 1 })
  })
})

test('a clock that is set back keeps nobody waiting for it', async () => {
  await exhaust(A.mailbox)
  await travel(-86_400)
  expect(await take(A.mailbox, { each: 20, times: 1, ...BACKGROUND })).toMatchObject({ granted: 1 })
})

test('a meter nobody has looked at for a day is put away, and no other', async () => {
  await take(A.mailbox, { each: 20, times: 1, ...BACKGROUND })
  await travel(86_400 + 60)
  await take(B.mailbox, { each: 20, times: 1, ...BACKGROUND })
  await sql`select public.sweep_meters()`
  const left = await sql<{ name: string }[]>`select name from private.gmail_meters where name not like 'project:%'`
  expect(left).toEqual([{ name: B.mailbox }])
})

async function take(mailbox: string, ask: Ask): Promise<Answer> {
  const [answer] = await sql<Answer[]>`
    select granted, wait_seconds as wait, extract(epoch from private.now())::float as at
    from private.take_units(${mailbox}, ${sql.json({ spent: 0, ...ask })})`
  if (!answer) throw new Error('No answer')
  return answer
}

async function exhaust(mailbox: string): Promise<void> {
  await take(mailbox, { each: 1, times: BACKGROUND.user, ...BACKGROUND })
}

const travel = (seconds: number) => sql`select private.travel(make_interval(secs => ${seconds}))`

/** The most that was taken within any sixty seconds. */
function most(taken: { units: number; at: number }[]): number {
  const within = ({ at }: { at: number }) => taken.filter((other) => other.at > at - MINUTE && other.at <= at)
  return Math.max(0, ...taken.map((last) => within(last).reduce((sum, { units }) => sum + units, 0)))
}
