import { type Comparison, compare, type Scored } from '../compare.ts'
import type { Result } from './replay.ts'

/** Fewer replies than these prove nothing, whatever they say. */
const LEAST = 20
/** Of those that were to be measured. */
const ENOUGH = 0.9

export type Verdict = 'worse' | 'not_worse' | 'undecided'

type Compared = Comparison & { pairs: number; verdict: Verdict }

/**
 * Reply by reply. What was sent began as what the assistant wrote then: the drafts of then are near it for that reason
 * alone, so against them nearness says nothing, and is left out.
 */
export function compareWays(current: Result[], candidate: Result[], asked: number, near: boolean): Compared {
  const others = new Map(current.map((one) => [one.draft_id, one]))
  const pairs = candidate.flatMap((one) => {
    const other = others.get(one.draft_id)
    if (!other) return []
    const judged = [one, other].every(({ replied, faithful }) => !replied || faithful !== null)
    return [{ other: scored(other, judged, near), one: scored(one, judged, near) }]
  })
  if (pairs.length === 0) return { ...NOTHING, pairs: 0, verdict: 'undecided' }
  const compared = compare(
    pairs.map(({ other }) => other),
    pairs.map(({ one }) => one),
  )
  return { ...compared, pairs: pairs.length, verdict: verdictOf(compared, pairs.length, asked) }
}

const NOTHING: Comparison = {
  quality: { mean: 0, low: 0, high: 0 },
  invention: { mean: 0, low: 0, high: 0 },
  worse: false,
}

function verdictOf({ worse }: Comparison, pairs: number, asked: number): Verdict {
  if (pairs < LEAST) return 'undecided'
  if (worse) return 'worse'
  return pairs >= ENOUGH * asked ? 'not_worse' : 'undecided'
}

const scored = (one: Result, judged: boolean, near: boolean): Scored => ({
  id: one.draft_id,
  quality: qualityOf(one, judged, near),
  invents: one.invented > 0,
})

/** The mean of what code finds, what the judge says, where it said something of both, and how near it is to what was sent. */
function qualityOf(one: Result, judged: boolean, near: boolean): number {
  if (!one.replied) return 0
  const faults = [!one.language_fits, one.unsupported > 0, one.links > 0].filter(Boolean).length
  const held = [one.faithful, one.deletable === 0, one.tone_fits].filter(Boolean).length
  const parts = [1 / (1 + faults), ...(judged ? [held / 3] : []), ...(near ? [1 - one.distance] : [])]
  return parts.reduce((sum, part) => sum + part, 0) / parts.length
}
