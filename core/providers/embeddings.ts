import * as z from 'zod'
import type { Env } from '../env.ts'
import { Unavailable } from '../errors.ts'
import { log } from '../log.ts'

/** What a passage means, as a direction: 256 numbers, of length one together. */
export type Embeddings = {
  model: string
  /** How many texts one call takes. */
  most: number
  /**
   * Undefined when the service understands, and says no: the key, the model or the text is not what it takes.
   * @throws {Unavailable} when it is busy, gone or takes longer than `mostMs`
   */
  embed(texts: string[], mostMs?: number): Promise<number[][] | undefined>
}

const DIMENSIONS = 256
const Answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(DIMENSIONS) })) })

/**
 * Any service that speaks OpenAI's `POST /v1/embeddings`. Of what it answers the first 256 numbers are kept and brought
 * back to length one: for models trained that way (Matryoshka, Kusupati et al. 2022) these hold most of the meaning, for
 * others a fair share. Undefined where none is configured: search goes by words then, and says so.
 */
export function embeddings(env: Env): Embeddings | undefined {
  const { EMBEDDINGS_URL: url, EMBEDDINGS_API_KEY: key, EMBEDDINGS_MODEL: model } = env
  if (!url || !model) return undefined
  return {
    model,
    most: 64,
    async embed(texts, mostMs = 30_000) {
      const response = await fetch(`${url}/v1/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        redirect: 'error',
        signal: AbortSignal.timeout(mostMs),
      }).catch((error: unknown) => {
        throw new Unavailable('The embeddings answer nothing', 0, { cause: error })
      })
      if (!response.ok) return refused(response)
      return directions(await response.json().catch(() => undefined), texts.length)
    },
  }
}

async function refused(response: Response): Promise<undefined> {
  await response.body?.cancel()
  const { status } = response
  if (status === 408 || status === 429 || status >= 500) {
    const wait = Number(response.headers.get('retry-after')) || (status === 429 ? 1 : 0)
    throw new Unavailable(`The embeddings answer ${status}`, wait)
  }
  log('embeddings.refused', { status })
}

function directions(body: unknown, wanted: number): number[][] {
  const answer = Answer.safeParse(body)
  if (!answer.success || answer.data.data.length !== wanted) throw new Unavailable('The embeddings make no sense')
  return answer.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => direction(embedding))
}

/** Six digits: what a `real` holds, and half of what they would weigh on the way. */
function direction(embedding: number[]): number[] {
  const kept = embedding.slice(0, DIMENSIONS)
  const length = Math.hypot(...kept) || 1
  return kept.map((value) => Number((value / length).toPrecision(6)))
}
