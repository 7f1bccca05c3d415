import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { COMPOSE } from '../../../core/drafts/compose.prompt.ts'
import { readEnv } from '../../../core/env.ts'
import { accepted } from '../../support/accepted.ts'
import { openPractice, type Practice } from '../../support/practice.ts'
import { startWorld } from '../../support/world.ts'
import { type Asked, tryOnHistory } from './command.ts'
import { withoutHands } from './open.ts'
import { BODY, scripted } from './scripted.ts'
import { writtenBy } from './way.ts'

const MAILS = 24
const PLANTED = 'Never check.'
const WORSE = BODY.replace('whenever you like', 'for 4,711 EUR, and I guarantee it')

const world = await startWorld()
const { sql } = world.supabase
const context = withoutHands(readEnv(world.env))
let ada: Practice
let asked = 0

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  world.claude.script(scripted(() => BODY))
  for (let nth = 0; nth < MAILS; nth++)
    await accepted(world, ada, { body: `Is deed ${nth} ready for me?` }, nth % 3 ? undefined : `${BODY}\nWith thanks`)
  await sql`update public.clients set replay_allowed = true`
}, 120_000)
beforeEach(async () => {
  await sql`delete from public.replays`
  script(({ system }) => (JSON.stringify(system).includes(PLANTED) ? WORSE : BODY))
})
afterEach(() => world.claude.faults.clear())

function script(write: Parameters<typeof scripted>[0]): void {
  const answer = scripted(write)
  world.claude.script((request) => {
    asked++
    return answer(request)
  })
}

const approved = writtenBy('abc1234', context, COMPOSE)
const planted = writtenBy('as it stands here', context, `${COMPOSE}\n${PLANTED}`)
const kind = writtenBy('as it stands here', context, `${COMPOSE}\nBe kind.`)
const onRoute = (route: string) =>
  writtenBy('as it stands here', { ...context, env: { ...context.env, MODEL_COMPOSE: [route] } }, COMPOSE)

async function tried(wishes: Partial<Asked> = {}) {
  const said: string[] = []
  asked = 0
  const verdict = await tryOnHistory(context, {
    candidate: kind,
    approved,
    sample: 200,
    budget: 5,
    atOnce: 4,
    say: (line) => said.push(line),
    progress: () => undefined,
    ...wishes,
  })
  return { verdict, said: said.join('\n'), calls: asked }
}

test('a change that changes nothing may ship, and the figures say how near it is to what was sent', async () => {
  const { verdict, said, calls } = await tried()
  expect(verdict).toBe('not_worse')
  expect(said).toMatch(/measured +24 +24 +24$/m)
  expect(said).toContain('Against abc1234 (24): quality +0.0 (+0.0 to +0.0)')
  // Two ways of writing, and three replies to judge, of each mail.
  expect(calls).toBe(5 * MAILS)
  const distances = await sql<{ far: number }[]>`
    select avg(r.distance - o.distance)::float as far from public.replay_results r join public.draft_outcomes o using (draft_id)`
  expect(distances[0]?.far).toBe(0)
  expect(said).not.toMatch(/quill|sorrel|deed|[0-9a-f]{8}-/i)
})

test('a planted worse prompt is stopped, by what was drafted then and by the rules in use', async () => {
  const { verdict, said } = await tried({ candidate: planted })
  expect(verdict).toBe('worse')
  expect(said).toMatch(/says what nobody said +0\.0 % .* 0\.0 % .* 100\.0 %/)
  expect(said).toMatch(/faithful, says the judge +100\.0 % .* 100\.0 % .* 0\.0 %/)
  expect((await tried({ candidate: planted, approved: null })).verdict).toBe('worse')
})

test('a worse route is stopped although it says nothing wrong: it is far from what people send', async () => {
  script(({ model }) => (model === 'claude-haiku-5-5' ? 'Dear Ben,\n\nNo.\n\nAda' : BODY))
  expect((await tried({ candidate: onRoute('claude-haiku-5-5') })).verdict).toBe('worse')
  expect((await tried({ candidate: onRoute('claude-opus-5-5') })).verdict).toBe('not_worse')
})

test('a model that refuses has answered badly, one that is out of order has not been asked', async () => {
  world.claude.faults.add({ kind: 'error', times: Number.POSITIVE_INFINITY })
  const broken = await tried()
  expect(broken.verdict).toBe('undecided')
  // Nobody waits for all the others, and mail that somebody waits for goes on being tried there.
  expect(broken.said).toMatch(/measured +0 +0 +0$/m)
  expect(broken.said).toContain('The model does not answer')
  expect(await sql`select route from private.model_routes where faults > 0`).toHaveLength(0)

  world.claude.faults.clear()
  script(({ system }) => (JSON.stringify(system).includes(PLANTED) ? { no: 'reply' } : BODY))
  const { verdict, said } = await tried({ candidate: planted })
  expect(verdict).toBe('worse')
  expect(said).toMatch(/answered +100\.0 % .* 100\.0 % .* 0\.0 %/)
})

test('it stops before its budget is spent, goes on with a larger one, and asks nothing twice', async () => {
  const whole = await tried()
  const [row] = await sql<{ cost: number }[]>`select sum(spent)::int as cost from public.replays`
  const cost = row?.cost ?? 0
  await sql`delete from public.replays`

  const half = await tried({ budget: cost / 2e6 })
  expect(half.verdict).toBe('undecided')
  expect(half.said).toContain('The budget is spent before the end')
  const more = await tried({ budget: cost / 2e6 })
  const [kept] = await sql<{ cost: number; results: number }[]>`
    select sum(spent)::int as cost, (select count(*)::int from public.replay_results) as results from public.replays`
  expect(kept?.cost).toBeLessThanOrEqual(cost / 2)
  expect(kept?.results).toBeGreaterThan(MAILS)

  const rest = await tried()
  expect(rest.verdict).toBe('not_worse')
  expect(half.calls + more.calls + rest.calls).toBe(whole.calls)
  expect((await tried()).calls).toBe(0)
})

test('what it asks is in the ledger, each call once, and in nobody’s budget', async () => {
  const before = await sql`select client_id, month, cost from private.model_spending`
  await sql`delete from public.model_calls where task = 'replay'`
  const { calls } = await tried()
  const [ledger] = await sql<{ calls: number; cost: number; spent: number }[]>`
    select count(*) filter (where route <> 'embeddings')::int as calls, sum(cost)::int as cost,
           (select sum(spent)::int from public.replays) as spent
    from public.model_calls where task = 'replay'`
  expect(ledger?.calls).toBe(calls)
  expect(ledger?.cost).toBeGreaterThan(0)
  expect(ledger?.spent).toBe(ledger?.cost)
  expect(await sql`select client_id, month, cost from private.model_spending`).toEqual(before)
})

test('too few replies decide nothing, however they come out', async () => {
  expect((await tried({ sample: 10 })).verdict).toBe('undecided')
  expect((await tried({ sample: 10, candidate: planted })).verdict).toBe('undecided')
})

test('where the rules are those in use there are the drafts of then to compare with', async () => {
  const { verdict, said } = await tried({ candidate: onRoute(context.env.MODEL_COMPOSE[0] ?? '') })
  expect(verdict).toBe('not_worse')
  expect(said).toContain('It is what abc1234 is')
})
