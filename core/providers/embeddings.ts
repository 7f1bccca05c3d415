import type { Env } from '../env.ts'
import { log } from '../log.ts'

export type Embedded =
  | { outcome: 'answered'; directions: number[][]; tokens: number }
  /** Billed, and of no use. */
  | { outcome: 'unreadable'; tokens: number }
  /** Understood, and refused: the key, the model or the text is not what the service takes. */
  | { outcome: 'rejected' }
  | { outcome: 'busy'; wait: number }
  | { outcome: 'broken'; status: number }
  | { outcome: 'lost'; cause: unknown }

/** What a passage means, as a direction: 256 numbers, of length one together. */
export type Embeddings = {
  model: string
  /** Dollars for a million tokens. */
  price: number
  /** How many texts one call takes. */
  most: number
  /** Waits `mostMs` at most. */
  embed(texts: string[], mostMs?: number): Promise<Embedded>
}

/**
 * Any service that speaks OpenAI's `POST /v1/embeddings`. Of what it answers the first 256 numbers are kept and brought
 * back to length one: for models trained that way (Matryoshka, Kusupati et al. 2022) these hold most of the meaning, for
 * others a fair share. Undefined where none is configured: search goes by words then, and says so.
 */
export function embeddings(env: Env): Embeddings | undefined {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_API_KEY: key, EMBEDDINGS_MODEL: model, EMBEDDINGS_PRICE: price } = env
  if (!url || !model) return undefined
  return {
    model,
    price,
    most: 64,
    async embed(texts, mostMs = 30_000) {
      try {
        const response = await fetch(`${url}/v1/embeddings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
          body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
          redirect: 'error',
          signal: AbortSignal.timeout(mostMs),
        })
        if (!response.ok) return await refused(response)
        const { readEmbedded } = await import('./embeddings-answer.ts')
        return readEmbedded(await response.text(), texts.length)
      } catch (cause) {
        return { outcome: 'lost', cause }
      }
    },
  }
}

async function refused(response: Response): Promise<Embedded> {
  await response.body?.cancel()
  const { status } = response
  if (status === 429) return { outcome: 'busy', wait: Number(response.headers.get('retry-after')) || 1 }
  if (status === 408 || status >= 500) return { outcome: 'broken', status }
  log('embeddings.refused', { status })
  return { outcome: 'rejected' }
}
