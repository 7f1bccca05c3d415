import fc from 'fast-check'

/** `LAW_RUNS` multiplies how much is tried, `LAW_SEED` says where to begin; a failure names the seed that shows it. */
const times = Number(process.env.LAW_RUNS ?? 1)
const seed = Number(process.env.LAW_SEED ?? 20261121)

/** How long a law that is tried often may take. */
export const patience = 60_000 * Math.max(1, times)

/** Holds a law against many cases, one after the other. */
export async function hold<T>(
  cases: fc.Arbitrary<T>,
  runs: number,
  law: (each: T, run: number) => Promise<void>,
): Promise<void> {
  let run = 0
  const property = fc.asyncProperty(cases, (each) => law(each, run++))
  await fc.assert(property, { numRuns: Math.ceil(runs * times), seed, endOnFailure: runs * times > 50 })
}
