import { expect, test } from 'vitest'
import { readEnv } from '../../core/env.ts'
import { chainOf, type Price } from '../../core/models/routes.ts'
import type { Call } from '../../core/models/schema.ts'
import { ledgerOfCalls, sum } from '../support/calls.ts'
import { startPlantedWorld } from '../support/world.ts'

/** The log: every call the seeded professional's mail leads to, as the other side counted it. */
const world = await startPlantedWorld()
const log = await ledgerOfCalls(world)
const env = readEnv(world.env)
const prices = new Map([...chainOf(env, 'triage'), ...chainOf(env, 'compose')].map(({ name, price }) => [name, price]))

const priceOf = ({ route }: Call): Price => {
  const price = prices.get(route)
  if (!price) throw new Error(`No price for "${route}"`)
  return price
}
const billed = (call: Call) => {
  const price = priceOf(call)
  return (
    call.input * price.input +
    call.cache_write * price.cache_write +
    call.cache_read * price.cache_read +
    call.output * price.output
  )
}
/** What it would cost were the stable part always in the cache already: less cannot be paid for the same words. */
const floor = (call: Call) => {
  const price = priceOf(call)
  return call.input * price.input + (call.cache_write + call.cache_read) * price.cache_read + call.output * price.output
}

const wordsIn = (call: Call) => call.input + call.cache_write + call.cache_read
const stable = (task: string) =>
  Math.max(...log.filter((call) => call.task === task).map(({ cache_read }) => cache_read))
const neverRead = (call: Call) => billed({ ...call, cache_write: call.cache_write + call.cache_read, cache_read: 0 })

test.each(['triage', 'compose'] as const)(
  'the stable part of every call to %s is read from the cache, but for the first',
  (task) => {
    const calls = log.filter((call) => call.task === task)
    expect(calls.length).toBeGreaterThan(12)
    expect(calls.filter(({ cache_write }) => cache_write > 0)).toHaveLength(1)
    expect(calls.filter(({ cache_read }) => cache_read > 0)).toHaveLength(calls.length - 1)
  },
)

test('a draft is billed at no more than 1.1 times the least its words can cost', () => {
  const ratio = sum(log.map(billed)) / sum(log.map(floor))
  const [read, all] = [sum(log.map(({ cache_read }) => cache_read)), sum(log.map(wordsIn))]
  const drafts = log.filter(({ draft_id }) => draft_id).length
  console.info(
    `${log.length} calls, ${drafts} drafts: ${((100 * read) / all).toFixed(1)} % of what is sent is read from the cache; ` +
      `billed ${ratio.toFixed(3)} × the floor, ${(sum(log.map(billed)) / drafts / 1e4).toFixed(2)} cents a draft; ` +
      `were every stable part written anew, ${(sum(log.map(neverRead)) / sum(log.map(floor))).toFixed(2)} × the floor; ` +
      `stable part of judging, of writing: ${stable('triage')}, ${stable('compose')} tokens`,
  )
  expect(ratio).toBeLessThanOrEqual(1.1)
})

test('no line of the ledger is off by more than the rounding up to a millionth of a dollar', () => {
  for (const call of log) {
    expect(call.cost).toBeGreaterThanOrEqual(Math.floor(billed(call)))
    expect(call.cost - billed(call)).toBeLessThan(1)
  }
})
