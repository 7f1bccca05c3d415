/** How an answer to one mail, `id`, came out: its quality between 0 and 1, and whether it says what nobody has said. */
export type Scored = { id: string; quality: number; invents: boolean }

/** By how much a candidate is worse or better than what is in use, case by case, with its 95 % interval. */
export type Difference = { mean: number; low: number; high: number }

export type Comparison = { quality: Difference; invention: Difference; worse: boolean }

const TIMES = 2000

/**
 * Paired: the same mail, answered by both. Worse is what is worse with 95 % confidence, in quality, or in how often it
 * says what nobody has said.
 */
export function compare(current: Scored[], candidate: Scored[]): Comparison {
  const differences = (of: (one: Scored) => number) =>
    bootstrap(
      candidate.map((one, nth) => {
        const other = current[nth]
        if (other?.id !== one.id) throw new Error('Only answers to the same mails can be compared')
        return of(one) - of(other)
      }),
    )
  const found = { quality: differences(({ quality }) => quality), invention: differences((one) => Number(one.invents)) }
  return { ...found, worse: found.quality.high < 0 || found.invention.low > 0 }
}

/** "Against HEAD: quality +1.0 (−0.5 to +2.1), …", in hundredths. */
export const differenceIn = ({ quality, invention }: Comparison): string =>
  `quality ${signed(quality)}, says what nobody said ${signed(invention)}`

function signed({ mean, low, high }: Difference): string {
  const points = (share: number) => `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`
  return `${points(mean)} (${points(low)} to ${points(high)})`
}

/** Resampled by a generator of its own, so that the same answers always come to the same interval. */
function bootstrap(values: number[]): Difference {
  const random = generator(values.length)
  const means = Array.from({ length: TIMES }, () => {
    const sum = values.reduce((so_far) => so_far + (values[Math.floor(random() * values.length)] ?? 0), 0)
    return sum / values.length
  }).sort((a, b) => a - b)
  const at = (share: number) => means[Math.floor(share * (TIMES - 1))] ?? 0
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, low: at(0.025), high: at(0.975) }
}

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
