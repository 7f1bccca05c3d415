/** A share with its 95 % interval (Wilson 1927): honest for small numbers and at the edges. */
export type Share = { hits: number; of: number; value: number; low: number; high: number }

export function share(hits: number, of: number): Share {
  if (of === 0) return { hits, of, value: Number.NaN, low: 0, high: 1 }
  const z = 1.96
  const p = hits / of
  const centre = p + z ** 2 / (2 * of)
  const spread = z * Math.sqrt((p * (1 - p)) / of + z ** 2 / (4 * of ** 2))
  const whole = 1 + z ** 2 / of
  return {
    hits,
    of,
    value: p,
    low: Math.max(0, (centre - spread) / whole),
    high: Math.min(1, (centre + spread) / whole),
  }
}

export const percent = ({ hits, of, value, low, high }: Share): string =>
  of === 0
    ? 'none'
    : `${(100 * value).toFixed(1)} % (${hits}/${of}; ${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)})`
