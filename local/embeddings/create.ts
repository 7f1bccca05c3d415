import { Hono } from 'hono'
import * as z from 'zod'
import { embed } from './embed.ts'

/** `rate_limit` 429, `error` 500, `refused` 400, `nonsense` answers fewer numbers than it should. */
export type EmbeddingsFault = {
  kind: 'rate_limit' | 'error' | 'refused' | 'nonsense'
  times?: number
  retryAfter?: number
}

export type EmbeddingsEmulator = {
  /** `POST /v1/embeddings`, relative to where it is mounted. */
  app: Hono
  /** How many texts each call brought, oldest first. */
  calls(): number[]
  /** Tokens of all calls, four bytes each. */
  billed(): number
  faults: { add(fault: EmbeddingsFault): void; clear(): void }
}

export const MODEL = 'local-embeddings'
const Input = z.string().min(1).max(32_000)
const Request = z.object({
  model: z.literal(MODEL),
  input: z.union([Input, z.array(Input).min(1).max(2048)]),
  encoding_format: z.literal('float').default('float'),
})

/** A stand-in for an embedding model: the same text, the same numbers. What it knows of meaning is a word list of ours. */
export function createEmbeddings({ keys }: { keys: string[] }): EmbeddingsEmulator {
  const app = new Hono()
  const calls: number[] = []
  let billed = 0
  let faults: (EmbeddingsFault & { times: number })[] = []

  app.post('/v1/embeddings', async (context) => {
    const key = context.req.header('authorization')?.replace(/^Bearer /i, '') ?? ''
    if (!keys.includes(key)) return refuse(401, 'Incorrect API key provided.')
    const parsed = Request.safeParse(await context.req.json().catch(() => undefined))
    if (!parsed.success) return refuse(400, 'Invalid input.')

    const [fault] = faults
    if (fault) {
      fault.times -= 1
      faults = faults.filter(({ times }) => times > 0)
      if (fault.kind === 'rate_limit') return refuse(429, 'Rate limit reached.', String(fault.retryAfter ?? 1))
      if (fault.kind === 'error') return refuse(500, 'The server had an error.')
      if (fault.kind === 'refused') return refuse(400, 'The model does not take this.')
    }
    const texts = [parsed.data.input].flat()
    calls.push(texts.length)
    if (calls.length > 500) calls.shift()
    const wanted = fault?.kind === 'nonsense' ? [] : texts
    const data = wanted.map((text, index) => ({ object: 'embedding', index, embedding: embed(text) }))
    const tokens = texts.reduce((sum, text) => sum + Math.ceil(new TextEncoder().encode(text).length / 4), 0)
    billed += tokens
    return context.json({ object: 'list', model: MODEL, data, usage: { prompt_tokens: tokens, total_tokens: tokens } })
  })
  app.all('*', () => refuse(404, 'Unknown request URL.'))

  return {
    app,
    calls: () => [...calls],
    billed: () => billed,
    faults: {
      add: (fault) => faults.push({ ...fault, times: fault.times ?? 1 }),
      clear: () => {
        faults = []
      },
    },
  }
}

const refuse = (status: number, message: string, retryAfter?: string): Response =>
  Response.json(
    { error: { message, type: 'invalid_request_error', param: null, code: null } },
    { status, ...(retryAfter && { headers: { 'retry-after': retryAfter } }) },
  )
