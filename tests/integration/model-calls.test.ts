import { beforeAll, beforeEach, expect, test } from 'vitest'
import { Receipt } from '../../core/drafts/schema.ts'
import type { ClaudeFault } from '../../local/claude/faults.ts'
import { counted, emulatorsCount, ledgerOfCalls, sum } from '../support/calls.ts'
import { drafted, pendingDraft } from '../support/drafted.ts'
import { outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld({ MODEL_PATIENCE: '3' })
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
const [HAIKU, SONNET] = ['claude-haiku-5-5', 'claude-sonnet-5-5']
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})
beforeEach(async () => {
  world.claude.faults.clear()
  world.claude.script(undefined)
  await sql`delete from private.model_routes`
})

test('a draft costs two calls, and its receipt says which, of whom, and which texts they were shown', async () => {
  const { draft } = await drafted(world, ada, ben, { body: 'The first: which papers shall I bring?' })
  const receipt = await ada.expect(Receipt, 'GET', `/api/drafts/${draft.id}/receipt`)
  const shown = {
    texts: [{ kind: 'message', id: draft.message_id }],
    prompt_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  }
  expect(receipt.calls).toMatchObject([
    { task: 'triage', route: HAIKU, model: HAIKU, outcome: 'answered', ...shown },
    { task: 'compose', route: SONNET, model: SONNET, outcome: 'answered', ...shown },
  ])
  expect(JSON.stringify(receipt)).not.toMatch(/sorrel|papers/i)
})

test.each<[ClaudeFault['kind'], string]>([
  ['rate_limit', 'busy'],
  ['overloaded', 'busy'],
  ['error', 'broken'],
  ['timeout', 'lost'],
  ['malformed', 'lost'],
  ['lost', 'lost'],
  ['refusal', 'refused'],
])(
  'where the first route meets "%s", the next one writes the draft, and the ledger knows of both',
  async (kind, outcome) => {
    world.claude.faults.add({ kind, model: SONNET })
    const { draft } = await drafted(world, ada, ben)
    const { calls } = await ada.expect(Receipt, 'GET', `/api/drafts/${draft.id}/receipt`)
    const writing = calls.filter(({ task }) => task === 'compose')
    expect(writing.map((call) => [call.route, call.outcome]).sort()).toEqual([
      [HAIKU, 'answered'],
      [SONNET, outcome],
    ])
    const [row] = await sql`select model from public.drafts where id = ${draft.id}`
    expect(row).toEqual({ model: HAIKU })
  },
)

test('cut off, the same route is asked once more with twice the room, at the same price', async () => {
  world.claude.faults.add({ kind: 'cut_off', model: SONNET })
  const { draft } = await drafted(world, ada, ben)
  const { calls } = await ada.expect(Receipt, 'GET', `/api/drafts/${draft.id}/receipt`)
  const writing = calls.filter(({ task }) => task === 'compose')
  expect(writing.map((call) => [call.route, call.outcome]).sort()).toEqual([
    [SONNET, 'answered'],
    [SONNET, 'cut_off'],
  ])
  const room = world.claude
    .calls()
    .slice(-2)
    .map(({ request }) => (request as { max_tokens: number }).max_tokens)
  expect(room[1]).toBe(2 * (room[0] ?? 0))
})

test.each([
  ['words where JSON was asked for', () => 'Of course! With pleasure.', 'unreadable'],
  ['JSON that stops in the middle', () => '{"needs_reply": tr', 'unreadable'],
  ['JSON of another form', () => ({ verdict: 'yes' }), 'unreadable'],
  ['nothing at all', () => '', 'unreadable'],
])('%s is asked of nobody else: the message waits, says why, and is drafted later', async (what, said, outcome) => {
  world.claude.script(said)
  const before = (await ledgerOfCalls(world)).length
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: what }))
  await world.settled()
  expect((await outcomes(world, ada))[what]).toBe('waiting')
  expect((await ledgerOfCalls(world)).slice(before)).toMatchObject([
    { task: 'triage', route: HAIKU, outcome, draft_id: null },
  ])

  world.claude.script(undefined)
  await catchUp(world)
  await pendingDraft(world, ada, what)
})

test('a message no route answers for waits, and every call that failed is in the ledger', async () => {
  world.claude.faults.add({ kind: 'overloaded', times: 2 })
  const before = (await ledgerOfCalls(world)).length
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Nobody there' }))
  await world.settled()
  const failed = (await ledgerOfCalls(world)).slice(before)
  expect(failed.map(({ route, outcome, cost }) => [route, outcome, cost]).sort()).toEqual([
    [HAIKU, 'busy', 0],
    [SONNET, 'busy', 0],
  ])
  await catchUp(world)
  await pendingDraft(world, ada, 'Nobody there')
})

test('after all of this, the ledger agrees with the other side call by call, and with what the client is said to have spent', async () => {
  const [ours, theirs] = [await ledgerOfCalls(world), emulatorsCount(world)]
  expect(ours.length).toBe(theirs.length)
  const told = ours.filter(({ outcome }) => outcome !== 'lost')
  const lost = ours.filter(({ outcome }) => outcome === 'lost')
  const faults = world.claude.calls().map(({ fault }) => fault)
  const answered = theirs.filter((_, nth) => !/^(lost|malformed|timeout)$/.test(faults[nth] ?? ''))
  expect(counted(told)).toEqual(counted(answered))

  // What nobody told us is taken for more than it was, never for less.
  const unheard = theirs.filter((_, nth) => faults[nth] === 'lost')
  expect(unheard).toHaveLength(1)
  expect(lost).toHaveLength(3)
  for (const call of lost) {
    expect(call.cost).toBeGreaterThan(
      sum(
        unheard.map(
          ({ input, cache_write, cache_read, output }) =>
            input * 2 + cache_write * 2.5 + cache_read * 0.1 + output * 10,
        ),
      ),
    )
  }
  const spent = await sql<
    { cost: number }[]
  >`select cost::int from private.model_spending where client_id = ${ada.client}`
  expect(spent).toEqual([{ cost: sum(ours.map(({ cost }) => cost)) }])
})

test('a call told twice, as after an answer that got lost, counts once', async () => {
  const [before] =
    await sql`select count(*)::int as calls, (select sum(cost)::int from private.model_spending) as cost from public.model_calls`
  const lines = await sql`select to_jsonb(c) as call from public.model_calls c`
  await sql`select private.record_calls(${sql.json([{ calls: lines.map(({ call }) => call) }] as never)})`
  const [after] =
    await sql`select count(*)::int as calls, (select sum(cost)::int from private.model_spending) as cost from public.model_calls`
  expect(after).toEqual(before)
})

test('thirteen months later a call is forgotten', async () => {
  await sql`update public.model_calls set created_at = created_at - interval '14 months' where outcome = 'refused'`
  await sql`select public.sweep_calls()`
  const left = await ledgerOfCalls(world)
  expect(left.length).toBeGreaterThan(10)
  expect(left.filter(({ outcome }) => outcome === 'refused')).toEqual([])
})
