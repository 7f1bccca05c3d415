import { beforeAll, beforeEach, expect, test } from 'vitest'
import { LedgerPage } from '../../core/mailboxes/schema.ts'
import { Budget } from '../../core/models/schema.ts'
import { ledgerOfCalls } from '../support/calls.ts'
import { drafted, pendingDraft } from '../support/drafted.ts'
import { letter } from '../support/letters.ts'
import { signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
const DOLLAR = 1_000_000
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@orchard.example')
})
beforeEach(async () => {
  await sql`update public.clients set model_budget = ${10 * DOLLAR}, model_cap = null`
  await spent(DOLLAR)
})

const at = (client = ada.client) => `/api/account/clients/${client}/budget`
const budget = () => ada.expect(Budget, 'GET', at())
const cap = (most: number | null) => ada.expect(Budget, 'PATCH', at(), { cap: most })

async function spent(cost: number): Promise<void> {
  await sql`insert into private.model_spending (client_id, month, cost) values (${ada.client}, private.month(), ${cost})
    on conflict (client_id, month) do update set cost = excluded.cost`
}

async function arrives(subject: string): Promise<void> {
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject }))
  await world.settled()
}

async function line(subject: string) {
  const { items } = await ada.expect(LedgerPage, 'GET', `/api/mailboxes/${ada.mailbox}/ledger?limit=100`)
  return items.find((item) => item.subject === subject)
}

const routeOf = async (id: string) => (await ledgerOfCalls(world)).find(({ draft_id }) => draft_id === id)?.route

test('an owner sees what the month has cost, what it may, and from where on it gets cheaper', async () => {
  const plain = { plan: 10 * DOLLAR, cap: null, budget: 10 * DOLLAR, spent: DOLLAR, cheaper_from: 8 * DOLLAR, held: 0 }
  expect(await budget()).toEqual(plain)
  const capped = { ...plain, cap: 2 * DOLLAR, budget: 2 * DOLLAR, cheaper_from: 1_600_000 }
  expect(await cap(2 * DOLLAR)).toEqual(capped)
  expect(await budget()).toEqual(capped)
  expect(await cap(null)).toEqual(plain)
  await drafted(world, ada, ben)
  expect((await budget()).spent).toBeGreaterThan(DOLLAR)
})

test('lowered, the cheapest model writes first and then none does; raised, what waited is written, none is lost', async () => {
  await cap(1_200_000)
  const cheap = await drafted(world, ada, ben)
  expect(await routeOf(cheap.draft.id)).toBe('claude-haiku-5-5')

  await cap(900_000)
  const before = (await ledgerOfCalls(world)).length
  await arrives('First of two')
  await arrives('Second of two')
  expect((await ledgerOfCalls(world)).length).toBe(before)
  for (const subject of ['First of two', 'Second of two'])
    expect(await line(subject)).toMatchObject({ outcome: 'waiting', held_by: 'budget' })
  expect(await budget()).toMatchObject({ held: 2, spent: expect.any(Number), budget: 900_000 })

  // By the door alone: nothing is swept.
  expect(await cap(5 * DOLLAR)).toMatchObject({ held: 0 })
  const { draft } = { draft: await pendingDraft(world, ada, 'First of two') }
  await pendingDraft(world, ada, 'Second of two')
  expect(await routeOf(draft.id)).toBe('claude-sonnet-5-5')
  for (const subject of ['First of two', 'Second of two'])
    expect(await line(subject)).toMatchObject({ outcome: 'drafted', held_by: null })
})

test('at nothing at all, nothing is asked; and a raise that is not enough wakes nobody', async () => {
  await cap(0)
  await arrives('Not for nothing')
  await cap(500_000)
  await world.settled()
  expect(await line('Not for nothing')).toMatchObject({ outcome: 'waiting', held_by: 'budget' })
  expect(await budget()).toMatchObject({ held: 1 })
  await cap(null)
  await pendingDraft(world, ada, 'Not for nothing')
})

test('a plan that falls below the cap holds; back again, the cap does, and what waited for the plan goes on', async () => {
  await cap(5 * DOLLAR)
  await sql`update public.clients set model_budget = ${DOLLAR} where id = ${ada.client}`
  expect(await budget()).toMatchObject({ plan: DOLLAR, cap: 5 * DOLLAR, budget: DOLLAR })
  await arrives('For the plan')
  expect(await line('For the plan')).toMatchObject({ held_by: 'budget' })
  await sql`update public.clients set model_budget = ${10 * DOLLAR} where id = ${ada.client}`
  await sweep(world, 'watch-renewal')
  await pendingDraft(world, ada, 'For the plan')
  expect(await budget()).toMatchObject({ budget: 5 * DOLLAR })
})

test('more than the plan allows is refused, and says how much it allows', async () => {
  const answer = await ada.ask('PATCH', at(), { cap: 10 * DOLLAR + 1 })
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'invalid', error: 'Your plan allows at most $10.00 a month' },
  })
  expect(await budget()).toMatchObject({ cap: null })
  expect(await cap(10 * DOLLAR)).toMatchObject({ cap: 10 * DOLLAR })
})

test.each([[-1], [0.5], ['5'], [1e300], [undefined]])('a cap of %j is not taken', async (most) => {
  expect(await ada.ask('PATCH', at(), { cap: most })).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(await budget()).toMatchObject({ cap: null })
})

test('a stranger finds no business there, and whoever only works in it is told that owners do', async () => {
  const bo = await signIn(world, 'bo@quill.example', 'Bo alone')
  for (const json of [undefined, { cap: 0 }]) {
    const method = json ? 'PATCH' : 'GET'
    expect(await eve.ask(method, at(), json)).toMatchObject({ status: 404 })
    expect(await bo.ask(method, at(), json)).toMatchObject({ status: 404 })
  }
  await sql`insert into public.client_members (client_id, user_id, role) values (${ada.client}, ${bo.me.id}, 'member')`
  expect(await bo.ask('GET', at())).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await bo.ask('PATCH', at(), { cap: 0 })).toMatchObject({ status: 403 })
  expect(await budget()).toMatchObject({ cap: null })
})
