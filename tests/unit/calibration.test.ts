import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AS_SAID, chanceOf, curveOf, type Label } from '../../core/threads/calibration.ts'

const Score = fc.integer({ min: 0, max: 100 })
const Labels = fc.array(fc.record({ score: Score, needed: fc.boolean() }), { maxLength: 200 })
const many = (count: number, score: number, needed: boolean): Label[] =>
  Array.from({ length: count }, () => ({ score, needed }))

test('of whom nothing is known, the model is taken at its word', () => {
  expect(curveOf([])).toEqual(AS_SAID)
  for (const score of [2, 15, 50, 85, 98]) expect(chanceOf(AS_SAID, score)).toBe(score)
})

test('whatever is learnt, who is surer is at least as likely to be right, and it is a percentage', () => {
  fc.assert(
    fc.property(Labels, Score, Score, (labels, one, other) => {
      const curve = curveOf(labels)
      const [low, high] = [chanceOf(curve, Math.min(one, other)), chanceOf(curve, Math.max(one, other))]
      expect(low).toBeLessThanOrEqual(high)
      for (const chance of [low, high]) expect(Number.isInteger(chance) && chance >= 0 && chance <= 100).toBe(true)
    }),
  )
})

test('the same labels in another order teach the same, to the last bit', () => {
  fc.assert(
    fc.property(
      Labels.chain((labels) =>
        fc.tuple(fc.constant(labels), fc.shuffledSubarray(labels, { minLength: labels.length })),
      ),
      ([labels, shuffled]) => {
        expect(curveOf(shuffled)).toEqual(curveOf(labels))
      },
    ),
  )
})

test('no curve near it explains the labels better: it is the one asked for', () => {
  const labels = [...many(30, 90, true), ...many(20, 90, false), ...many(25, 20, false), ...many(5, 20, true)]
  expect(chanceOf(curveOf(labels), 90)).toBeGreaterThan(55)
  expect(chanceOf(curveOf(labels), 90)).toBeLessThan(65)
  expect(chanceOf(curveOf(labels), 20)).toBeGreaterThan(12)
  expect(chanceOf(curveOf(labels), 20)).toBeLessThan(22)
})

test('one word against it moves it a little, fifty move it to where they are', () => {
  expect(chanceOf(curveOf(many(1, 80, false)), 80)).toBeGreaterThan(60)
  expect(chanceOf(curveOf(many(50, 80, false)), 80)).toBeLessThan(15)
  expect(chanceOf(curveOf(many(50, 20, true)), 20)).toBeGreaterThan(85)
})

test('a model that is right the other way round is not turned over', () => {
  const { slope } = curveOf([...many(100, 95, false), ...many(100, 5, true)])
  expect(slope).toBeGreaterThan(0)
})
