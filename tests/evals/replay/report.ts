import { percent, share } from '../wilson.ts'
import type { Result } from './replay.ts'

type Column = { name: string; results: Result[] }

const WIDTH = 27

/** Figures alone: nothing in them says whose mail it was, or what it said. */
export function table(columns: Column[]): string {
  const line = (name: string, cell: (results: Result[]) => string) =>
    `  ${name.padEnd(WIDTH)}${columns.map(({ results }) => cell(results).padEnd(WIDTH)).join('')}`.trimEnd()
  const of = (name: string, holds: (one: Result) => boolean) =>
    line(name, (results) => percent(share(results.filter(holds).length, results.length)))
  const judged = (name: string, holds: (one: Result) => boolean) =>
    line(name, (results) => {
      const said = results.filter(({ faithful }) => faithful !== null)
      return percent(share(said.filter(holds).length, said.length))
    })
  const mean = (name: string, value: (one: Result) => number) =>
    line(name, (results) => (results.reduce((sum, one) => sum + value(one), 0) / results.length).toFixed(2))
  return [
    `  ${' '.repeat(WIDTH)}${columns.map(({ name }) => name.padEnd(WIDTH)).join('')}`.trimEnd(),
    line('measured', ({ length }) => String(length)),
    of('answered', ({ replied }) => replied),
    of('in the right language', ({ language_fits }) => language_fits),
    of('nothing unsupported', ({ unsupported }) => unsupported === 0),
    of('says what nobody said', ({ invented }) => invented > 0),
    of('links nobody gave', ({ links }) => links > 0),
    mean('words changed', ({ distance }) => distance),
    mean('questions', ({ questions }) => questions),
    judged('faithful, says the judge', ({ faithful }) => faithful === true),
    judged('nothing to delete', ({ deletable }) => deletable === 0),
    judged('right tone', ({ tone_fits }) => tone_fits === true),
  ].join('\n')
}
