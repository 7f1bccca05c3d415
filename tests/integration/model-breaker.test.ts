import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { type Brittle, brittleWorker } from '../support/brittle.ts'
import { ledgerOfCalls } from '../support/calls.ts'
import { drafted, pendingDraft } from '../support/drafted.ts'
import { outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
const [HAIKU, SONNET] = ['claude-haiku-5-5', 'claude-sonnet-5-5']
const ALWAYS = Number.POSITIVE_INFINITY
let ada: Practice
let worker: Brittle

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  worker = await brittleWorker(world)
})
beforeEach(async () => {
  world.claude.faults.clear()
  await sql`delete from private.model_routes`
})
afterAll(() => worker.close())

test('five faults in a row, on whichever mails, and the route is asked no more', async () => {
  world.claude.faults.add({ kind: 'error', model: SONNET, times: ALWAYS })
  for (let nth = 0; nth < 7; nth++) await drafted(world, ada, ben)
  const asked = (await ledgerOfCalls(world)).filter(({ route }) => route === SONNET)
  expect(asked.map(({ outcome }) => outcome)).toEqual(Array(5).fill('broken'))
})

test('an answer in between, even a refusal, and it was no row', async () => {
  await rests(SONNET, 4, null)
  world.claude.faults.add({ kind: 'refusal', model: SONNET })
  await drafted(world, ada, ben)
  expect(await state()).toEqual([{ route: SONNET, faults: 0, resting: false }])
})

test('its minute over, one mail finds out; when it is answered, all take the route again', async () => {
  await rests(SONNET, 5, '-1 second')
  const probes = await Promise.all([1, 2, 3, 4].map(() => sql`select public.probe_route(${SONNET}) as is_mine`))
  expect(probes.flat().filter(({ is_mine }) => is_mine)).toHaveLength(1)
  const { draft } = await drafted(world, ada, ben)
  expect(await modelOf(draft.id)).toBe(HAIKU)

  await rests(SONNET, 5, '-1 second')
  const next = await drafted(world, ada, ben)
  expect(await modelOf(next.draft.id)).toBe(SONNET)
  expect(await state()).toEqual([{ route: SONNET, faults: 0, resting: false }])
})

test('when that one meets a fault too, the route rests for another minute', async () => {
  world.claude.faults.add({ kind: 'error', model: SONNET, times: ALWAYS })
  await rests(SONNET, 5, '-1 second')
  const { draft } = await drafted(world, ada, ben)
  expect(await modelOf(draft.id)).toBe(HAIKU)
  expect(await state()).toEqual([{ route: SONNET, faults: 6, resting: true }])
})

test('who asks for another try is given one, whatever rests', async () => {
  world.claude.faults.add({ kind: 'prose', times: 8 })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Once more' }))
  await catchUp(world)
  const [{ id } = { id: '' }] = await sql<{ id: string }[]>`
    select message_id as id from public.ledger_entries where outcome = 'failed'`
  for (const route of [HAIKU, SONNET]) await rests(route, 5, '1 minute')
  expect((await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/ledger/${id}/retry`)).status).toBe(200)
  await pendingDraft(world, ada, 'Once more')
})

test('while every route rests nothing is asked, no attempt is counted, and the mail goes on when one is back', async () => {
  await rests(HAIKU, 5, '1 minute')
  await rests(SONNET, 5, '1 minute')
  const before = world.claude.calls().length
  expect(before).toBeGreaterThan(0)
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'All asleep' }))
  await world.settled()
  expect(world.claude.calls().length).toBe(before)
  expect((await outcomes(world, ada))['All asleep']).toBe('waiting')
  const [entry] = await sql`select attempts from public.ledger_entries where outcome = 'waiting'`
  expect(entry).toEqual({ attempts: 0 })

  await catchUp(world)
  await pendingDraft(world, ada, 'All asleep')
})

test('ledger, budget and breaker cost a mail no call of the database', async () => {
  world.google.faults.add({ push: 'lose', times: ALWAYS })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Counted' }))
  await world.google.idle()
  await sql`select public.notice_push(${ada.address})`
  worker.dieAt()
  await runJobs(worker.context)
  const asked = worker.calls.flatMap((call) => /\/rest\/v1\/(?:rpc\/)?(\w+)/.exec(call)?.[1] ?? [])
  expect(asked).toContain('store_draft')
  expect(asked.filter((name) => /model|call|allowance|route/.test(name) && name !== 'claim_jobs')).toEqual([])
  expect(asked.length).toBeLessThanOrEqual(9)
})

/** A route that has met so many faults in a row, and rests for so long yet. */
async function rests(route: string, faults: number, yet: string | null): Promise<void> {
  await sql`insert into private.model_routes (route, faults, resting_until)
    values (${route}, ${faults}, private.now() + ${yet}::interval)
    on conflict (route) do update set faults = excluded.faults, resting_until = excluded.resting_until`
}

async function state() {
  const rows = await sql`
    select route, faults, coalesce(resting_until > private.now(), false) as resting from private.model_routes order by 1`
  return [...rows]
}

async function modelOf(draft: string): Promise<string> {
  const [row] = await sql<{ model: string }[]>`select model from public.drafts where id = ${draft}`
  return row?.model ?? ''
}
