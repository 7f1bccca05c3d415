import type { Context } from '../context.ts'
import { Unavailable } from '../errors.ts'
import { log } from '../log.ts'
import type { Metered } from '../models/schema.ts'
import { embed } from './embed.ts'

/** A question is waited for; a passage is not. */
const MOST_MS = 3000

type Direction = { direction: number[]; model: string }
type Asked = { client: string; message: string | null }

/** What a question means, or nothing where that cannot be asked just now: search goes by its words alone then. */
export async function directionOf(
  context: Context & Partial<Pick<Metered, 'calls'>>,
  question: string,
  { client, message }: Asked,
): Promise<Direction | undefined> {
  const texts = message ? [{ kind: 'message' as const, id: message }] : []
  try {
    const [direction] = (await embed(context, [question], { client, message, texts, mostMs: MOST_MS })) ?? []
    return direction && context.embeddings && { direction, model: context.embeddings.model }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    log('knowledge.lexical', { reason: error.message })
    return undefined
  }
}
