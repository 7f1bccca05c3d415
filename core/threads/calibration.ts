/** Log odds of a reply being needed = slope × log odds of what the model said + intercept. */
export type Curve = { slope: number; intercept: number }

/** What became of a verdict: the model's score in percent, and whether a reply was needed after all. */
export type Label = { score: number; needed: boolean }

/** Where nothing is known yet the model is taken at its word; every business begins here. */
export const AS_SAID: Curve = { slope: 1, intercept: 0 }

/** How firmly a business begins there: so many squares of distance from it weigh as one label. */
const PRIOR = { slope: 8, intercept: 2 }
/** Never level, and never falling: who is surer is at least as likely to be right. */
const LEAST_SLOPE = 0.05
const STEPS = 50

/** How likely a reply is expected, in whole percent: what is shown is what is decided by. */
export const chanceOf = ({ slope, intercept }: Curve, score: number): number =>
  Math.round(100 * likely(slope * oddsOf(score) + intercept))

/**
 * Platt scaling (Platt 1999) with a prior: the curve that best explains the labels without leaving the common one for less
 * than they are worth. Newton's method on a convex function of two numbers: the same labels, in whatever order, give the
 * same curve.
 */
export function curveOf(labels: Label[]): Curve {
  const seen = tally(labels)
  let curve = AS_SAID
  for (let step = 0; step < STEPS; step++) {
    const next = better(curve, seen)
    const moved = Math.abs(next.slope - curve.slope) + Math.abs(next.intercept - curve.intercept)
    curve = next
    if (moved < 1e-9) break
  }
  return curve
}

type Tally = { odds: number; needed: number; count: number }[]

/** By score, in order: sums do not depend on who came first. */
function tally(labels: Label[]): Tally {
  const scores = Map.groupBy(labels, ({ score }) => score)
  return [...scores]
    .sort(([one], [other]) => one - other)
    .map(([score, same]) => ({
      odds: oddsOf(score),
      needed: same.filter(({ needed }) => needed).length,
      count: same.length,
    }))
}

/** One step of Newton's, shortened until it is no step back. */
function better(curve: Curve, seen: Tally): Curve {
  const [slope, intercept] = [curve.slope - AS_SAID.slope, curve.intercept - AS_SAID.intercept]
  let [g1, g2] = [PRIOR.slope * slope, PRIOR.intercept * intercept]
  let [h11, h12, h22] = [PRIOR.slope, 0, PRIOR.intercept]
  for (const { odds, needed, count } of seen) {
    const chance = likely(curve.slope * odds + curve.intercept)
    const weight = count * chance * (1 - chance)
    g1 += (count * chance - needed) * odds
    g2 += count * chance - needed
    h11 += weight * odds * odds
    h12 += weight * odds
    h22 += weight
  }
  const determinant = h11 * h22 - h12 * h12
  const isHeld = curve.slope === LEAST_SLOPE && g1 > 0
  const step = isHeld
    ? { slope: 0, intercept: g2 / h22 }
    : { slope: (h22 * g1 - h12 * g2) / determinant, intercept: (h11 * g2 - h12 * g1) / determinant }
  const now = costOf(curve, seen)
  for (let size = 1; size > 1e-6; size /= 2) {
    const next = {
      slope: Math.max(LEAST_SLOPE, curve.slope - size * step.slope),
      intercept: curve.intercept - size * step.intercept,
    }
    if (costOf(next, seen) <= now) return next
  }
  return curve
}

/** How badly a curve explains what was seen, and how far it is from where everybody begins. */
function costOf({ slope, intercept }: Curve, seen: Tally): number {
  const prior =
    (PRIOR.slope * (slope - AS_SAID.slope) ** 2 + PRIOR.intercept * (intercept - AS_SAID.intercept) ** 2) / 2
  return seen.reduce((cost, { odds, needed, count }) => {
    const at = slope * odds + intercept
    return cost + needed * softplus(-at) + (count - needed) * softplus(at)
  }, prior)
}

const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const likely = (odds: number) => 1 / (1 + Math.exp(-odds))

/** Nobody is surer than fifty to one, whatever they say. */
function oddsOf(score: number): number {
  const chance = Math.min(0.98, Math.max(0.02, score / 100))
  return Math.log(chance / (1 - chance))
}
