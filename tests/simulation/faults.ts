import type { Dice } from './dice.ts'

/** What goes wrong with one call, and with which: the nth of the play, or the nth of its name. */
export type Fault = { kind: Kind; nth: number; call?: string }

/**
 * In place of the call: `unreachable`, and answers that say no. Before it: `late` (given up on, performed later),
 * `dies before`. After it: `lost`, `garbled`, `broken after`, `dies after`.
 */
export type Kind = (typeof KINDS)[number]

const KINDS = [
  'unreachable',
  'limited',
  'broken',
  'busy',
  'late',
  'lost',
  'broken after',
  'garbled',
  'dies before',
  'dies after',
] as const

/** Where most is at stake. */
const CALLS = [
  'POST gmail/drafts/send',
  'POST gmail/drafts',
  'GET gmail/drafts/{id}',
  'GET gmail/threads/{id}',
  'GET gmail/history',
  'GET gmail/messages/{id}',
  'GET gmail/messages',
  'POST google/token',
  'POST claude/messages',
]

/** A handful; now and then none, so that the play itself is known to work. */
export function faultsOf(dice: Dice): Fault[] {
  return Array.from({ length: dice.int(6) }, () => {
    const kind = dice.pick(KINDS)
    return dice.chance(0.4) ? { kind, call: dice.pick(CALLS), nth: 1 + dice.int(2) } : { kind, nth: 1 + dice.int(110) }
  })
}

export type Faults = { take(call: string): Kind | undefined; stop(): void; taken(): Fault[] }

export function createFaults(plan: readonly Fault[]): Faults {
  const seen = new Map<string, number>()
  const taken: Fault[] = []
  let stopped = false
  const count = (name: string) => {
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times
  }
  return {
    take: (call) => {
      const [nth, nthOfName] = [count(''), count(call)]
      const fault = plan.find((each) => (each.call ? each.call === call && each.nth === nthOfName : each.nth === nth))
      if (!fault || stopped) return undefined
      taken.push(fault)
      return fault.kind
    },
    stop: () => {
      stopped = true
    },
    taken: () => taken,
  }
}
