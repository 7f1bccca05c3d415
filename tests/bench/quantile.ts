/** The value below which the share `q` of all values lies, between neighbours in proportion. */
export function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  if (below === undefined || above === undefined) throw new Error('Cannot take a quantile of nothing')

  return below + (above - below) * (at - Math.floor(at))
}
