import { type Context, Hono } from 'hono'
import { answer, type Script } from './answer.ts'
import { createCache } from './cache.ts'
import { type CallRecord, createCalls } from './calls.ts'
import { type ClaudeFault, createFaults } from './faults.ts'
import { messageOf } from './message.ts'
import { models as catalogue, type ModelCard } from './models.ts'
import { type RefusalType, refuse } from './refuse.ts'
import { CountRequest, MessageRequest } from './request.ts'
import { stream } from './stream.ts'
import { unitsOf } from './tokens.ts'
import { complaint, validate } from './validate.ts'
import { wait } from './wait.ts'

export type ClaudeOptions = {
  keys: string[]
  /** Milliseconds; drives cache expiry, ids and latencies. */
  now?: () => number
  models?: ModelCard[]
  /** How long every answer takes. */
  delayMs?: number
}

type Env = { Variables: { requestId: string } }

export type Claude = {
  /** `POST /v1/messages`, `POST /v1/messages/count_tokens`, `GET /v1/models`, relative to where it is mounted. */
  app: Hono<Env>
  /** The last 500 authenticated calls, oldest first. */
  calls(): CallRecord[]
  faults: { add(fault: ClaudeFault): void; clear(): void; list(): ClaudeFault[] }
  /** Replaces the drafter until called with undefined. */
  script(next: Script | undefined): void
}

/** A stand-in for Anthropic's Messages API that really reads the prompt and drafts by rule: same prompt, same answer. */
export function createClaude({ keys, now = Date.now, models = catalogue, delayMs = 0 }: ClaudeOptions): Claude {
  const faults = createFaults()
  const calls = createCalls(now)
  const account = createCache(now)
  let script: Script | undefined
  let issued = 0

  const id = (prefix: string) => `${prefix}_local${now().toString(36)}${String(issued).padStart(6, '0')}`
  const app = new Hono<Env>()

  app.use(async (context, next) => {
    issued += 1
    context.set('requestId', id('req'))
    const key = context.req.header('x-api-key') ?? context.req.header('authorization')?.replace(/^Bearer /i, '') ?? ''
    if (!keys.includes(key)) return refusal(context, 'authentication_error', 'invalid x-api-key')
    if (!/^\d{4}-\d{2}-\d{2}$/.test(context.req.header('anthropic-version') ?? '')) {
      return refusal(context, 'invalid_request_error', 'anthropic-version: header is required')
    }
    await next()
    context.res.headers.set('request-id', context.get('requestId'))
  })

  app.post('/v1/messages', async (context) => {
    const requestId = context.get('requestId')
    const signal = context.req.raw.signal
    const raw = await context.req.text()
    const call = calls.open(requestId, raw)

    const parsed = MessageRequest.safeParse(call.request)
    if (!parsed.success) return call.close(refusal(context, 'invalid_request_error', complaint(parsed.error)))
    const request = parsed.data
    const invalid = validate(request, models)
    if (invalid) return call.close(refusal(context, invalid.type, invalid.message))

    const fault = faults.take(request.model)
    call.fault = fault?.kind
    const waited = await wait(fault?.kind === 'timeout' ? Number.POSITIVE_INFINITY : delayMs, signal)
    if (!waited) return call.close(new Response(null, { status: 499 }))
    const failed = fault && failure(context, fault)
    if (failed) return call.close(failed)

    const said = await answer(request, script, fault?.kind)
    const least = models.find(({ id }) => id === request.model)?.leastCached ?? 0
    const message = messageOf(id('msg'), request.model, said, account(request, least))
    call.answered(message)
    if (fault?.kind === 'lost') return call.close(broken())
    return call.close(request.stream ? stream(message, requestId) : context.json(message))
  })

  app.post('/v1/messages/count_tokens', async (context) => {
    const parsed = CountRequest.safeParse(await context.req.json().catch(() => undefined))
    if (!parsed.success) return refusal(context, 'invalid_request_error', complaint(parsed.error))
    const invalid = validate(parsed.data, models)
    if (invalid) return refusal(context, invalid.type, invalid.message)

    return context.json({ input_tokens: unitsOf(parsed.data).reduce((total, { tokens }) => total + tokens, 0) })
  })

  app.get('/v1/models', (context) => {
    const data = models.map(modelInfo)
    return context.json({ data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null })
  })

  app.get('/v1/models/:id', (context) => {
    const card = models.find((model) => model.id === context.req.param('id'))
    return card
      ? context.json(modelInfo(card))
      : refusal(context, 'not_found_error', `model: ${context.req.param('id')}`)
  })

  app.all('*', (context) => refusal(context, 'not_found_error', 'Not Found'))
  app.onError((error, context) => refusal(context, 'api_error', error.message))

  return {
    app,
    calls: calls.list,
    faults: { add: faults.add, clear: faults.clear, list: faults.list },
    script(next) {
      script = next
    },
  }
}

function refusal(
  context: Context<Env>,
  type: RefusalType,
  message: string,
  headers?: Record<string, string>,
): Response {
  return refuse(type, message, context.get('requestId'), headers)
}

/** The faults that answer instead of the model; the others spoil its answer. */
function failure(context: Context<Env>, { kind, retryAfter }: ClaudeFault): Response | undefined {
  const later = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  switch (kind) {
    case 'rate_limit':
      return refusal(context, 'rate_limit_error', 'This request would exceed your rate limit.', {
        'retry-after': '1',
        ...later,
      })
    case 'overloaded':
      return refusal(context, 'overloaded_error', 'Overloaded', later)
    case 'error':
      return refusal(context, 'api_error', 'Internal server error')
    case 'malformed':
      return broken()
    default:
      return undefined
  }
}

const broken = () => new Response('{"id":"msg_local","type":"mess', { headers: { 'content-type': 'application/json' } })

function modelInfo({ id, name, line, maxTokens }: ModelCard) {
  return {
    type: 'model',
    id,
    display_name: name,
    line,
    lifecycle: 'active',
    created_at: '2026-10-01T00:00:00Z',
    deprecated_at: null,
    retires_at: null,
    capabilities: null,
    max_input_tokens: 200_000,
    max_tokens: maxTokens,
  }
}
