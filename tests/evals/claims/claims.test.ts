import { expect, test } from 'vitest'
import { ClaimKind } from '../../../core/claims/schema.ts'
import { percent } from '../wilson.ts'
import { readCases } from './cases.ts'
import { type Judged, judge, precision, recall } from './score.ts'

const judged = readCases().map(judge)
const sets = {
  'written while the finders were': judged.filter(({ one }) => !one.held),
  'held out': judged.filter(({ one }) => one.held),
}

test('there are enough drafts, in four languages, and a third is held out', () => {
  expect(judged.length).toBeGreaterThanOrEqual(150)
  expect(new Set(judged.map(({ one }) => one.language)).size).toBe(4)
  expect(sets['held out'].length / judged.length).toBeGreaterThanOrEqual(0.3)
})

test.each(Object.entries(sets))('of what is marked, of the drafts %s, nearly all was planted', (_, set) => {
  expect(precision(set).value).toBeGreaterThanOrEqual(0.9)
  expect(precision(set).low).toBeGreaterThanOrEqual(0.8)
})

test.each(Object.entries(sets))('of what was planted in the drafts %s, nearly all is marked', (_, set) => {
  expect(recall(set).value).toBeGreaterThanOrEqual(0.95)
  expect(recall(set).low).toBeGreaterThanOrEqual(0.88)
})

test('a checker that believes everything, or nothing, is found out', () => {
  const believing = judged.map((one): Judged => ({ ...one, marks: [], wrong: [], missed: one.one.planted }))
  expect(recall(believing).value).toBe(0)
  const wary = judged.map(
    (one): Judged => ({ ...one, wrong: [...one.marks, ...one.marks], marks: [...one.marks, ...one.marks] }),
  )
  expect(precision(wary).value).toBeLessThan(0.1)
})

test('the figures are printed, kind by kind', () => {
  const rows = Object.entries({ all: judged, ...sets }).map(([name, set]) => line(name, set))
  const kinds = ClaimKind.options.map(
    (kind) => `${kind}: precision ${percent(precision(judged, kind))}, recall ${percent(recall(judged, kind))}`,
  )
  process.stdout.write(`${[...rows, ...kinds].join('\n')}\n`)
  expect(rows).toHaveLength(3)
})

const line = (name: string, set: Judged[]) =>
  `${name} (${set.length} drafts): precision ${percent(precision(set))}, recall ${percent(recall(set))}`
