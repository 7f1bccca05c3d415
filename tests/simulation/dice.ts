/** Chance that can be had again: the same seed and purpose throw the same numbers (mulberry32). */
export type Dice = {
  chance(probability: number): boolean
  /** A whole number from 0 to below `below`. */
  int(below: number): number
  pick<T>(list: readonly T[]): T
  /** One of the list, each as likely as its weight. */
  weighed<T>(list: readonly T[], weight: (each: T) => number): T
}

export function diceOf(seed: number, purpose: string): Dice {
  let state = [...purpose].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), seed | 0)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  // The first numbers of neighbouring seeds resemble each other.
  for (let warm = 0; warm < 4; warm++) next()

  const int = (below: number) => Math.floor(next() * below)
  return {
    chance: (probability) => next() < probability,
    int,
    pick: (list) => list[int(list.length)] as (typeof list)[number],
    weighed: (list, weight) => {
      let rest = next() * list.reduce((sum, each) => sum + weight(each), 0)
      const chosen = list.find((each) => {
        rest -= weight(each)
        return rest < 0
      })
      return (chosen ?? list.at(-1)) as (typeof list)[number]
    },
  }
}
