import { quantile } from './quantile.ts'

/** One number with what it must not miss. Without a bound it is there to be known. */
export type Measure = {
  part: string
  name: string
  value: number
  unit: string
  /** The middle half of what was measured. */
  spread?: [number, number]
  bound?: { least: number } | { most: number }
  note?: string
}

export function holds({ value, bound }: Measure): boolean {
  if (!bound) return true
  return 'least' in bound ? value >= bound.least : value <= bound.most
}

/** The median of many, and the quartiles around it. */
export function middle(values: number[]): Pick<Measure, 'value' | 'spread'> {
  return { value: quantile(values, 0.5), spread: [quantile(values, 0.25), quantile(values, 0.75)] }
}
