import { beforeAll, expect, test } from 'vitest'
import { mixUps } from '../../../core/claims/mix-up.ts'
import { openPractice } from '../../support/practice.ts'
import { startWorld } from '../../support/world.ts'
import { readCases as readClaims } from '../claims/cases.ts'
import { briefOf } from '../replies/brief.ts'
import { readCases as readReplies } from '../replies/cases.ts'
import { percent, share } from '../wilson.ts'
import { readCases } from './cases.ts'
import { converse, type Judged, judge } from './judge.ts'

const world = await startWorld()
const cases = readCases()
const judged = { 'letters to others shown': [] as Judged[], 'none shown': [] as Judged[] }

beforeAll(async () => {
  const practice = await openPractice(world, 'ada@quill.example')
  let draft = ''
  for (const [nth, one] of cases.entries()) {
    if (one.others !== cases[nth - 1]?.others) draft = await converse(world, practice, one)
    judged['letters to others shown'].push(await judge(world, draft, one, true))
    judged['none shown'].push(await judge(world, draft, one, false))
  }
}, 120_000)

const held = (set: Judged[]) => set.filter(({ one }) => one.held)
const found = (set: Judged[]) => {
  const planted = set.filter(({ one }) => one.planted)
  return share(planted.filter(({ hit }) => hit).length, planted.length)
}
const alarms = (set: Judged[]) => {
  const harmless = set.filter(({ one }) => !one.planted)
  return share(harmless.filter(({ marks }) => marks.length > 0).length, harmless.length)
}

test('there are enough replies, in four languages; half are held out, and half let nothing out', () => {
  expect(cases.length).toBeGreaterThanOrEqual(300)
  expect(new Set(cases.map(({ language }) => language)).size).toBe(4)
  expect(cases.filter((one) => one.held).length / cases.length).toBe(0.5)
  expect(cases.filter(({ planted }) => planted).length / cases.length).toBe(0.5)
})

test('of what was let out of letters that were shown, more than half is marked; of harmless replies few are', () => {
  const shown = held(judged['letters to others shown'])
  expect(found(shown).value).toBeGreaterThanOrEqual(0.6)
  expect(alarms(shown).value).toBeLessThanOrEqual(0.25)
})

test('of what nobody showed, names of matters and subjects are found', () => {
  const hidden = held(judged['none shown'])
  expect(found(hidden).value).toBeGreaterThanOrEqual(0.38)
  expect(alarms(hidden).value).toBeLessThanOrEqual(0.1)
})

test('of ordinary replies hardly any is marked', () => {
  const replies = [
    ...readClaims().map(({ draft, language, pieces }) => mixUps(draft, language, pieces, [])),
    ...readReplies().map((one) => {
      const known = one.passages.filter(({ kind }) => kind === 'text')
      const letters = one.passages.filter(({ kind }) => kind === 'sent_mail')
      const pieces = [
        ...known.map(({ text }, nth) => ({ id: `p${nth}`, source: 'passage' as const, text })),
        ...briefOf(one).conversation.map(({ id, own }) => ({ id, source: 'inbound' as const, text: own })),
      ]
      return mixUps(
        one.honest,
        one.language,
        pieces,
        letters.map(({ title, text }) => ({ about: title, text })),
      )
    }),
  ]
  const marked = share(replies.filter(({ marks }) => marks.length > 0).length, replies.length)
  process.stdout.write(`ordinary replies marked: ${percent(marked)}\n`)
  expect(replies.length).toBeGreaterThanOrEqual(300)
  expect(marked.value).toBeLessThanOrEqual(0.02)
})

test('the figures are printed', () => {
  const rows = Object.entries(judged).flatMap(([way, all]) =>
    Object.entries({ all, 'held out': held(all) }).map(
      ([name, set]) => `${way}, ${name}: found ${percent(found(set))}, harmless replies marked ${percent(alarms(set))}`,
    ),
  )
  process.stdout.write(`${rows.join('\n')}\n`)
  expect(rows).toHaveLength(4)
})
