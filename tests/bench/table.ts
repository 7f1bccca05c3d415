import { holds, type Measure } from './measure.ts'

/** The measures as a person reads them, part by part. */
export function table(measures: Measure[]): string {
  const parts = Map.groupBy(measures, ({ part }) => part)
  const width = Math.max(...measures.map(({ name }) => name.length))
  return [...parts].map(([part, rows]) => `\n${part}\n${rows.map((row) => line(row, width)).join('\n')}\n`).join('')
}

function line(measure: Measure, width: number): string {
  const { name, value, unit, spread, bound, note } = measure
  const columns = [
    `  ${bound ? (holds(measure) ? 'ok    ' : 'MISSED') : '      '}`,
    name.padEnd(width),
    `${shown(value)} ${unit}`.trim().padStart(12),
    (spread ? `${shown(spread[0])} – ${shown(spread[1])}` : '').padStart(15),
    (bound ? ('least' in bound ? `≥ ${bound.least}` : `≤ ${bound.most}`) : '').padEnd(7),
    note ?? '',
  ]
  return columns.join('  ').trimEnd()
}

const shown = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2))
