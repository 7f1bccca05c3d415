import { checkClaims } from '../../../core/claims/check.ts'
import { claimsIn } from '../../../core/claims/claims-in.ts'
import type { Checked, ClaimKind } from '../../../core/claims/schema.ts'
import { type Share, share } from '../wilson.ts'
import type { Case, Planted } from './cases.ts'

export type Judged = { one: Case; marks: Checked[]; missed: Planted[]; wrong: Checked[] }

/** Marks what nothing supports, and holds the marks against what was planted. */
export function judge(one: Case): Judged {
  const claims = claimsIn(one.draft, one.language, one.now)
  const marks = checkClaims(claims, { now: one.now, pieces: one.pieces }, one.language).filter(
    ({ support }) => !support,
  )
  return {
    one,
    marks,
    missed: one.planted.filter((planted) => !marks.some((mark) => hits(mark, planted))),
    wrong: marks.filter((mark) => !one.planted.some((planted) => hits(mark, planted))),
  }
}

/** A promise is found as a promise; anything else by any mark on it, for that is what a reader sees. */
const hits = (mark: Checked, planted: Planted) =>
  mark.start < planted.end &&
  planted.start < mark.end &&
  (planted.kind === 'promise' || mark.kind !== 'promise') &&
  (planted.kind !== 'promise' || mark.kind === 'promise' || mark.end <= planted.end)

export function precision(judged: Judged[], kind?: ClaimKind): Share {
  const of = (marks: Checked[]) => marks.filter((mark) => !kind || mark.kind === kind).length
  const [all, wrong] = [judged.flatMap(({ marks }) => marks), judged.flatMap(({ wrong }) => wrong)]
  return share(of(all) - of(wrong), of(all))
}

export function recall(judged: Judged[], kind?: ClaimKind): Share {
  const of = (planted: Planted[]) => planted.filter((one) => !kind || one.kind === kind).length
  const all = judged.flatMap(({ one }) => one.planted)
  return share(of(all) - of(judged.flatMap(({ missed }) => missed)), of(all))
}
