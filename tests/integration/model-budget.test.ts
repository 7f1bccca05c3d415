import { beforeAll, beforeEach, expect, test } from 'vitest'
import { LedgerPage, Mailboxes, MailboxHealth } from '../../core/mailboxes/schema.ts'
import { ledgerOfCalls } from '../support/calls.ts'
import { drafted, pendingDraft } from '../support/drafted.ts'
import { outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { deadLetters, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
const [HAIKU, SONNET] = ['claude-haiku-5-5', 'claude-sonnet-5-5']
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@orchard.example')
})
beforeEach(async () => {
  await sql`delete from private.model_spending`
  await sql`update public.clients set model_budget = 1000000`
})

test('up to four fifths of its budget a client is served as always, from there by the cheapest route', async () => {
  await spent(799_000)
  const dear = await drafted(world, ada, ben)
  await spent(800_000)
  const cheap = await drafted(world, ada, ben)
  const written = (await ledgerOfCalls(world)).filter(({ task }) => task === 'compose')
  expect(written.find(({ draft_id }) => draft_id === dear.draft.id)?.route).toBe(SONNET)
  expect(written.find(({ draft_id }) => draft_id === cheap.draft.id)?.route).toBe(HAIKU)
})

test('degraded, what the cheapest route cannot do is not done by a dearer one', async () => {
  await spent(900_000)
  const before = (await ledgerOfCalls(world)).length
  world.claude.faults.add({ kind: 'refusal' })
  await arrives('Refused once')
  expect((await ledgerOfCalls(world)).slice(before).map(({ route }) => route)).toEqual([HAIKU])
  expect((await outcomes(world, ada))['Refused once']).toBe('waiting')
  await sql`update public.ledger_entries set outcome = 'skipped', reason = 'no_answer_needed' where outcome = 'waiting'`
  await sql`truncate pgmq.q_jobs`
})

test('its budget spent, nothing is asked: the mail waits, the portal is told for what, and nobody else is held up', async () => {
  await spent(1_000_000)
  const before = (await ledgerOfCalls(world)).length
  await arrives('Too late this month')
  expect((await ledgerOfCalls(world)).length).toBe(before)
  expect(await line('Too late this month')).toMatchObject({ outcome: 'waiting', held_by: 'budget', next_try_at: null })
  expect(await health()).toMatchObject({ ledger: { waiting: 1 }, held: 1, missing: 0 })

  expect((await ada.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toMatchObject([{ held: true }])

  const { draft } = await drafted(world, eve, ben)
  expect(draft.status).toBe('pending')
  expect((await eve.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toMatchObject([{ held: false }])
})

test('held for days it is no dead letter, and no sweep wakes it in vain', async () => {
  await spent(1_000_000)
  for (const _ of [1, 2, 3]) {
    await world.clock.travel(86_400)
    await spent(1_000_000)
    await sweep(world, 'draft-sweep')
    await world.settled()
  }
  expect(await deadLetters(world)).toEqual([])
  expect(await line('Too late this month')).toMatchObject({ outcome: 'waiting', held_by: 'budget' })
  expect(await sql`select from pgmq.q_jobs where message ->> 'kind' = 'message.triage'`).toHaveLength(0)
})

test('the budget raised, it goes on at once, where it stopped', async () => {
  await spent(1_000_000)
  await sql`update public.clients set model_budget = 2000000 where id = ${ada.client}`
  await sweep(world, 'watch-renewal')
  await pendingDraft(world, ada, 'Too late this month')
  expect(await line('Too late this month')).toMatchObject({ outcome: 'drafted', held_by: null })
  expect(await health()).toMatchObject({ held: 0 })
})

test('a raise that is not enough wakes nothing; the month turned, everything goes on', async () => {
  await spent(3_000_000)
  await arrives('One of two')
  await arrives('Two of two')
  await sql`update public.clients set model_budget = 2000000 where id = ${ada.client}`
  await sweep(world, 'draft-sweep')
  await world.settled()
  expect(await health()).toMatchObject({ held: 2 })

  await sql`update private.model_spending set month = (month - interval '1 month')::date`
  await sweep(world, 'draft-sweep')
  await pendingDraft(world, ada, 'One of two')
  await pendingDraft(world, ada, 'Two of two')
  expect(await health()).toMatchObject({ held: 0, ledger: { waiting: 0 } })
})

test('spent between judging and writing, the mail waits all the same, and is written when there is money', async () => {
  await spent(999_999)
  await arrives('In between')
  expect(await line('In between')).toMatchObject({ outcome: 'waiting', held_by: 'budget' })
  await sql`update public.clients set model_budget = 5000000 where id = ${ada.client}`
  await sweep(world, 'watch-renewal')
  await pendingDraft(world, ada, 'In between')
})

test('thrown away while it is held, it waits for nothing any more', async () => {
  await spent(1_000_000)
  const id = await arrives('Never mind')
  await world.google.actAs(ada.address)(`POST /messages/${id}/trash`)
  await world.google.idle()
  await world.settled()
  expect(await line('Never mind')).toMatchObject({ outcome: 'skipped', reason: 'deleted', held_by: null })
})

test('no member raises the budget of their business through its door', async () => {
  const answer = await ada.ask('PATCH', `/api/account/clients/${ada.client}`, { model_budget: 9_000_000 })
  expect(answer.status).toBe(422)
  const [row] = await sql`select model_budget::int as budget from public.clients where id = ${ada.client}`
  expect(row).toEqual({ budget: 1_000_000 })
})

/** As if so much had been spent this month. */
async function spent(cost: number): Promise<void> {
  await sql`insert into private.model_spending (client_id, month, cost) values (${ada.client}, private.month(), ${cost})
    on conflict (client_id, month) do update set cost = excluded.cost`
}

async function arrives(subject: string): Promise<string> {
  const id = await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject }))
  await world.settled()
  return id
}

async function line(subject: string) {
  const { items } = await ada.expect(LedgerPage, 'GET', `/api/mailboxes/${ada.mailbox}/ledger?limit=100`)
  return items.find((item) => item.subject === subject)
}

const health = () => ada.expect(MailboxHealth, 'GET', `/api/mailboxes/${ada.mailbox}/health`)
