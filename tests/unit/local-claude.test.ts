import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod'
import { type ClaudeOptions, createClaude } from '../../local/claude/create.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function start(options: Partial<ClaudeOptions> = {}) {
  const claude = createClaude({ keys: ['sk-local'], ...options })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: claude.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening))
  })
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  const { port } = server.address() as AddressInfo
  const baseURL = `http://127.0.0.1:${port}`
  const client = (apiKey = 'sk-local') => new Anthropic({ apiKey, baseURL, maxRetries: 0 })
  return { claude, baseURL, client, anthropic: client() }
}

const model = 'claude-haiku-5-5'
const thread =
  '<thread subject="Lease"><message id="m1" direction="inbound" from="Tom Ash &lt;tom@ash.example&gt;" date="2026-11-02T09:00:00Z">When can we sign the lease?</message></thread>'
const ask = { model, max_tokens: 1_000, messages: [{ role: 'user' as const, content: thread }] }
const instructions = (bytes: number) => [
  { type: 'text' as const, text: 'x'.repeat(bytes), cache_control: { type: 'ephemeral' as const } },
]
const Triage = z.object({ needs_reply: z.boolean(), reason: z.string(), language: z.string() })

test('a wrong key is an authentication error', async () => {
  const { client } = await start()
  const error = await client('sk-other')
    .messages.create(ask)
    .catch((thrown) => thrown)
  expect(error).toBeInstanceOf(Anthropic.AuthenticationError)
  expect(error).toMatchObject({ status: 401, type: 'authentication_error', requestID: expect.stringMatching(/^req_/) })
})

test('a request without anthropic-version is refused', async () => {
  const { baseURL } = await start()
  const response = await fetch(`${baseURL}/v1/models`, { headers: { authorization: 'Bearer sk-local' } })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } })
})

test.each([
  ['an unknown model', { model: 'claude-unheard-of' }, 404, 'model: claude-unheard-of'],
  ['temperature on a model without sampling', { temperature: 0 }, 400, 'temperature'],
  ['no messages', { messages: [] }, 400, 'messages'],
  ['max_tokens missing', { max_tokens: undefined }, 400, 'max_tokens: Field required'],
  [
    'an answer begun for the model',
    { messages: [...ask.messages, { role: 'assistant', content: '{' }] },
    400,
    'prefill',
  ],
  ['a field nobody knows', { colour: 'red' }, 400, 'colour: Extra inputs are not permitted'],
  ['a schema that stays open', format({ type: 'object', properties: {} }), 400, 'additionalProperties'],
  ['a schema with bounds', format({ type: 'integer', minimum: 1 }), 400, 'minimum'],
])('%s is refused, and the message names it', async (_, change, status, words) => {
  const { claude } = await start()
  const response = await claude.app.request('/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'sk-local', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ ...ask, ...change }),
  })
  expect(response.status).toBe(status)
  expect((await response.json()).error.message).toContain(words)
})

test('structured answers parse with the schema they were asked for', async () => {
  const { anthropic } = await start()
  const triage = await anthropic.messages.parse({ ...ask, output_config: { format: zodOutputFormat(Triage) } })
  expect(triage.parsed_output).toEqual({ needs_reply: true, reason: expect.any(String), language: 'en' })

  const Other = z.object({
    title: z.string(),
    mood: z.enum(['calm', 'cross']),
    parts: z.array(z.object({ n: z.int() })),
  })
  const other = await anthropic.messages.parse({ ...ask, output_config: { format: zodOutputFormat(Other) } })
  expect(other.parsed_output).toEqual({ title: '', mood: 'calm', parts: [] })
})

test('a stream carries the same answer and usage as a plain call', async () => {
  const { anthropic, claude } = await start({ now: () => 0 })
  const plain = await anthropic.messages.create(ask)
  const streamed = await anthropic.messages.stream(ask).finalMessage()
  expect(streamed.content).toEqual(plain.content)
  expect(streamed).toMatchObject({ stop_reason: 'end_turn', usage: plain.usage })
  expect(claude.calls().map(({ status, usage }) => [status, usage])).toEqual([
    [200, plain.usage],
    [200, plain.usage],
  ])
})

test('the stable prefix is written once, read afterwards, and forgotten after five idle minutes', async () => {
  let now = 0
  const { anthropic } = await start({ now: () => now })
  const call = async (question: string) => {
    const { usage } = await anthropic.messages.create({
      ...ask,
      system: instructions(4_000),
      messages: [{ role: 'user', content: question }],
    })
    const { cache_creation_input_tokens: written, cache_read_input_tokens: read, input_tokens: fresh } = usage
    return { written, read, fresh }
  }

  expect(await call('one')).toEqual({ written: 1_003, read: 0, fresh: 4 })
  now += 4 * 60_000
  expect(await call('another')).toEqual({ written: 0, read: 1_003, fresh: 5 })
  now += 4 * 60_000
  expect(await call('a third')).toMatchObject({ written: 0, read: 1_003 })
  now += 5 * 60_000
  expect(await call('one')).toMatchObject({ written: 1_003, read: 0 })
})

test.each([
  ['claude-haiku-5-5', 508, false],
  ['claude-haiku-5-5', 512, true],
  ['claude-sonnet-5-5', 1_020, false],
  ['claude-sonnet-5-5', 1_024, true],
  ['claude-haiku-4-5', 4_092, false],
])('%s with a prefix of %i tokens: cached is %s', async (id, tokens, cached) => {
  const { anthropic } = await start()
  const request = { ...ask, model: id, system: instructions((tokens - 3) * 4) }
  const { input_tokens: total } = await anthropic.messages.countTokens({
    model: id,
    system: request.system,
    messages: request.messages,
  })
  await anthropic.messages.create(request)
  const { usage } = await anthropic.messages.create(request)
  expect(usage.cache_read_input_tokens).toBe(cached ? tokens : 0)
  expect(usage.input_tokens + (usage.cache_read_input_tokens ?? 0)).toBe(total)
})

test.each([
  ['rate_limit', Anthropic.RateLimitError, 429, 'rate_limit_error'],
  ['overloaded', Anthropic.OverloadedError, 529, 'overloaded_error'],
  ['error', Anthropic.InternalServerError, 500, 'api_error'],
] as const)('the fault %s reaches the SDK as its own error and spoils one call', async (kind, type, status, name) => {
  const { anthropic, claude } = await start()
  claude.faults.add({ kind, retryAfter: 7 })
  const error = await anthropic.messages.create(ask).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(type)
  expect(error).toMatchObject({ status, type: name })
  if (kind === 'rate_limit') expect(error.headers.get('retry-after')).toBe('7')
  expect((await anthropic.messages.create(ask)).stop_reason).toBe('end_turn')
})

test('answers can be cut off, refused, in prose or broken on the way', async () => {
  const { anthropic, claude } = await start()
  const request = { ...ask, output_config: { format: zodOutputFormat(Triage) } }
  for (const kind of ['cut_off', 'refusal', 'prose', 'malformed'] as const) claude.faults.add({ kind })

  const cut = await anthropic.messages.create(request)
  expect(cut.stop_reason).toBe('max_tokens')
  expect(() => JSON.parse(textOf(cut))).toThrow()
  expect(await anthropic.messages.create(request)).toMatchObject({
    stop_reason: 'refusal',
    stop_details: { type: 'refusal' },
  })
  await expect(anthropic.messages.parse(request)).rejects.toThrow('Failed to parse structured output')
  await expect(anthropic.messages.create(request)).rejects.toThrow()
  expect(claude.calls().map(({ fault }) => fault)).toEqual(['cut_off', 'refusal', 'prose', 'malformed'])
})

test('an answer longer than max_tokens stops there', async () => {
  const { anthropic, claude } = await start()
  claude.script(() => 'ä'.repeat(500))
  const short = await anthropic.messages.create({ ...ask, max_tokens: 10 })
  expect(short).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 10 } })
  expect(textOf(short)).toBe('ä'.repeat(20))
})

test('a timeout never answers, and is recorded once the caller gives up', async () => {
  const { anthropic, claude } = await start()
  claude.faults.add({ kind: 'timeout' })
  await expect(anthropic.messages.create(ask, { timeout: 100 })).rejects.toThrow(Anthropic.APIConnectionTimeoutError)
  await expect.poll(() => claude.calls()[0]?.status).toBe(499)
})

test('a script replaces the drafter and sees the request; the last 500 calls are kept raw', async () => {
  const { claude } = await start()
  claude.script((request) => ({ heard: request.messages[0]?.content }))
  const call = (content: string) =>
    claude.app.request('/v1/messages', {
      method: 'POST',
      headers: { 'x-api-key': 'sk-local', 'anthropic-version': '2026-10-21' },
      body: JSON.stringify({ ...ask, messages: [{ role: 'user', content }] }),
    })
  expect((await (await call('first')).json()).content[0].text).toBe('{"heard":"first"}')
  for (let count = 0; count < 500; count += 1) await call(`call ${count}`)
  expect(claude.calls()).toHaveLength(500)
  expect(JSON.parse(claude.calls()[0]?.raw ?? '')).toMatchObject({ messages: [{ content: 'call 0' }] })
})

test('mounted under a path, a route nobody knows is an Anthropic error too', async () => {
  const mounted = new Hono().route('/local/claude', createClaude({ keys: ['sk-local'] }).app)
  const headers = { 'x-api-key': 'sk-local', 'anthropic-version': '2026-10-21' }
  expect((await mounted.request('/local/claude/v1/models', { headers })).status).toBe(200)
  const unknown = await mounted.request('/local/claude/v1/complete', { method: 'POST', headers })
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toMatchObject({ type: 'error', error: { type: 'not_found_error' } })
})

test('models can be listed and looked up', async () => {
  const { anthropic } = await start()
  const ids: string[] = []
  for await (const { id } of anthropic.models.list()) ids.push(id)
  expect(ids).toContain(model)
  await expect(anthropic.models.retrieve('claude-unheard-of')).rejects.toThrow(Anthropic.NotFoundError)
})

function format(schema: object) {
  return { output_config: { format: { type: 'json_schema', schema } } }
}

function textOf({ content: [block] }: Anthropic.Message): string {
  return block?.type === 'text' ? block.text : ''
}
