import type { Scored } from '../compare.ts'
import type { Measured } from './measure.ts'
import { invents } from './report.ts'

export const scored = (one: Measured): Scored => ({ id: one.one.id, quality: quality(one), invents: invents(one) })

/** Between nothing right and everything right: half of it by code, half by the judge, where there was one. */
function quality({ faults, verdict }: Measured): number {
  const byCode = 1 / (1 + faults.length)
  if (!verdict) return byCode
  const { faithful, unanswered, deletable, tone } = verdict
  const held = [faithful, unanswered.length === 0, deletable.length === 0, tone === 'fitting']
  return (byCode + held.filter(Boolean).length / held.length) / 2
}
