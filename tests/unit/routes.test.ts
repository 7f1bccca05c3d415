import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { readEnv } from '../../core/env.ts'
import { Held } from '../../core/errors.ts'
import { ask } from '../../core/models/ask.ts'
import { chainOf, cheapest, costOf, mostCostOf, type Route } from '../../core/models/routes.ts'
import type { Call, Metered } from '../../core/models/schema.ts'
import { claude } from '../../core/providers/claude.ts'
import { createClaude } from '../../local/claude/create.ts'
import { listen } from '../../local/serve.ts'
import { environmentOf, makeSecrets } from '../../local/settings.ts'

const emulated = { supabase: true, google: true, resend: true, claude: true, embeddings: true }
const base = environmentOf('http://127.0.0.1:9', {}, emulated, await makeSecrets())
const server = await listen(0)
const own = createClaude({ keys: ['sk-own'] })
server.use(own.app.fetch)
const gone = await listen(0)
await gone.close()
afterAll(() => server.close())

const free = { input: 0, cache_write: 0, cache_read: 0, output: 0 }
const OWN = { name: 'house', model: 'claude-haiku-4-5', url: server.url, key: 'sk-own', price: free }
const NOBODY = { ...OWN, name: 'nobody', url: gone.url }

const settings = (changed: Record<string, string> = {}) => readEnv({ ...base, ...changed })
const sonnet = chainOf(settings(), 'compose')[0] as Route
const haiku = chainOf(settings(), 'triage')[0] as Route

test('a call costs what its tokens cost, by kind, rounded up to a millionth of a dollar', () => {
  const usage = { input: 1000, cacheWrite: 200, cacheRead: 1437, output: 150 }
  expect(costOf(sonnet, usage)).toBe(2000 + 500 + 144 + 1500)
  expect(costOf(haiku, { input: 1, cacheWrite: 0, cacheRead: 0, output: 0 })).toBe(1)
  expect(costOf(haiku, { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 })).toBe(0)
  // To a computer this is a hair above 3.
  expect(costOf(haiku, { input: 23, cacheWrite: 0, cacheRead: 70, output: 0 })).toBe(3)
})

test('of a lost call the most is assumed, which is more than any answer costs', () => {
  const text = 'What shall I bring to the first appointment? '.repeat(100)
  const [bytes, tokens] = [text.length, Math.ceil(text.length / 4)]
  const told = costOf(sonnet, { input: 0, cacheWrite: tokens, cacheRead: 0, output: 2000 })
  expect(mostCostOf(sonnet, bytes, 2000)).toBeGreaterThan(told)
})

test('the cheapest of a chain is what is left of it when money runs short', () => {
  expect(cheapest(chainOf(settings(), 'compose')).map(({ name }) => name)).toEqual(['claude-haiku-5-5'])
  expect(cheapest([haiku, { ...haiku, name: 'twin' }, sonnet]).map(({ name }) => name)).toEqual([haiku.name, 'twin'])
})

test.each([
  [{ MODEL_COMPOSE: 'claude-unheard-of' }, /MODEL_COMPOSE is wrong: it names a route/],
  [{ MODEL_TRIAGE: 'claude-haiku-5-5,house' }, /MODEL_TRIAGE is wrong: it names a route/],
  [{ MODEL_COMPOSE: ' , ' }, /MODEL_COMPOSE is wrong: it names no route/],
  [{ MODEL_ROUTES: '{' }, /MODEL_ROUTES is wrong: a JSON list/],
  [{ MODEL_ROUTES: JSON.stringify([{ ...OWN, price: { input: -1 } }]) }, /MODEL_ROUTES is wrong: a JSON list/],
  [{ MODEL_PATIENCE: '600' }, /MODEL_PATIENCE is wrong: at most 120/],
])('with %j nothing starts, and it is said why', (changed, why) => {
  expect(() => settings(changed)).toThrow(why)
})

test('a route of one’s own is asked at its own address, with its own key, for its own price', async () => {
  const { context, asked } = asking({ MODEL_ROUTES: JSON.stringify([OWN]), MODEL_TRIAGE: 'house' })
  expect(await ask(context, asked)).toMatchObject({ needs_reply: true })
  expect(context.calls).toMatchObject([{ route: 'house', model: OWN.model, outcome: 'answered', cost: 0 }])
  expect(own.calls().at(-1)).toMatchObject({ status: 200, request: { model: OWN.model } })
})

test('where nobody listens nothing is billed, and the next route is asked', async () => {
  const { context, asked } = asking({ MODEL_ROUTES: JSON.stringify([NOBODY, OWN]), MODEL_TRIAGE: 'nobody,house' })
  await ask(context, asked)
  expect(context.calls).toMatchObject([
    { route: 'nobody', outcome: 'broken', cost: 0 },
    { route: 'house', outcome: 'answered' },
  ])
})

test('what is our own mistake is asked of nobody else, and is in the ledger', async () => {
  const wrong = { ...OWN, key: 'sk-wrong' }
  const { context, asked } = asking({ MODEL_ROUTES: JSON.stringify([wrong]), MODEL_TRIAGE: 'house,claude-haiku-5-5' })
  await expect(ask(context, asked)).rejects.toMatchObject({ status: 401 })
  expect(context.calls).toMatchObject([{ outcome: 'rejected', cost: 0 }])
})

test.each([
  ['nothing', {}],
  [
    'nonsense',
    { input_tokens: -5, output_tokens: 'many', cache_read_input_tokens: null, cache_creation_input_tokens: 1.5 },
  ],
])('of a service that counts %s the ledger still holds numbers', async (_what, usage) => {
  const odd = await listen(0)
  const text = JSON.stringify({ needs_reply: false, reason: 'Thanks', language: 'en' })
  odd.use(async () =>
    Response.json({ type: 'message', stop_reason: 'end_turn', content: [{ type: 'text', text }], usage }),
  )
  const route = { ...OWN, url: odd.url, price: { ...free, cache_write: 1 } }
  const { context, asked } = asking({ MODEL_ROUTES: JSON.stringify([route]), MODEL_TRIAGE: 'house' })
  expect(await ask(context, asked)).toMatchObject({ needs_reply: false })
  const cost = 'output_tokens' in usage ? 2 : 0
  expect(context.calls).toMatchObject([{ input: 0, output: 0, cache_read: 0, cache_write: cost, cost }])
  await odd.close()
})

test('without a budget nobody is asked', async () => {
  const { context, asked } = asking({ MODEL_ROUTES: JSON.stringify([OWN]), MODEL_TRIAGE: 'house' })
  const before = own.calls().length
  await expect(ask(context, { ...asked, allowance: { ...asked.allowance, budget: 0 } })).rejects.toThrow(Held)
  expect(own.calls()).toHaveLength(before)
})

function asking(changed: Record<string, string>) {
  const calls: Call[] = []
  const context = { env: settings(changed), claude: claude(), calls } as Partial<Metered> as Metered
  const asked = {
    task: 'triage' as const,
    client: crypto.randomUUID(),
    message: crypto.randomUUID(),
    allowance: { spent: 0, budget: 100, resting: {} },
    system: 'Judge.',
    prompt:
      '<thread subject="Lease"><message id="m1" direction="inbound" from="Tom" date="">When can we sign?</message></thread>',
    texts: [],
    schema: z.strictObject({ needs_reply: z.boolean(), reason: z.string(), language: z.string() }),
    maxTokens: 300,
  }
  return { context, asked }
}
