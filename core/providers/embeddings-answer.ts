import * as z from 'zod'
import type { Embedded } from './embeddings.ts'

const DIMENSIONS = 256
const Answer = z.object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(DIMENSIONS) })) })
const Usage = z.object({ usage: z.object({ total_tokens: z.int().min(0).max(2_000_000_000) }) })

/** Directions of length one, in the order in which they were asked for. */
export function readEmbedded(text: string, wanted: number): Embedded {
  const body = json(text)
  const usage = Usage.safeParse(body)
  const tokens = usage.success ? usage.data.usage.total_tokens : 0
  const answer = Answer.safeParse(body)
  if (!answer.success || answer.data.data.length !== wanted) return { outcome: 'unreadable', tokens }
  const inOrder = answer.data.data.toSorted((a, b) => a.index - b.index)
  return { outcome: 'answered', directions: inOrder.map(({ embedding }) => direction(embedding)), tokens }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Six digits: what a `real` holds, and half of what they would weigh on the way. */
function direction(embedding: number[]): number[] {
  const kept = embedding.slice(0, DIMENSIONS)
  const length = Math.hypot(...kept) || 1
  return kept.map((value) => Number((value / length).toPrecision(6)))
}
