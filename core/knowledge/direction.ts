import type { Context } from '../context.ts'
import { Unavailable } from '../errors.ts'
import { log } from '../log.ts'

/** A question is waited for; a passage is not. */
const MOST_MS = 3000

type Direction = { direction: number[]; model: string }

/** What a question means, or nothing where that cannot be asked just now: search goes by its words alone then. */
export async function directionOf({ embeddings }: Context, question: string): Promise<Direction | undefined> {
  try {
    const [direction] = (await embeddings?.embed([question], MOST_MS)) ?? []
    return direction && embeddings && { direction, model: embeddings.model }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    log('knowledge.lexical', { reason: error.message })
    return undefined
  }
}
