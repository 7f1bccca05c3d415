import { AsyncLocalStorage } from 'node:async_hooks'
import type { Dice } from './dice.ts'
import { settled } from './settled.ts'

/** Somebody whose next move the stage decides about: a worker, a tab, the owner, a function that serves one request. */
export type Actor = {
  name: string
  born: number
  dead: boolean
  /** How eager: thrown once per role, so that in some plays one is always late. */
  weight: number
  /** A function may live so long and no longer; people and mail may. */
  mortal: boolean
}

export type Move = {
  actor: Actor
  name: string
  /** Answers how it went, for the trace. */
  perform(): Promise<string>
  /** Told when its actor dies first. */
  abandon(): void
  ready?: () => boolean
}
type Sleeper = { actor: Actor; until: number; wake(): void }

export type Stage = ReturnType<typeof createStage>
export type Clock = {
  /** Milliseconds into the play, for everybody who looks at a clock in this process. */
  show(now: number): void
  /** The same for the database. */
  pass(ms: number): Promise<void>
}

/** The platform ends a function then, whatever it is doing (`maxDuration` in vercel.json). */
const FUNCTION_LIMIT_MS = 300_000
/** More moves than any play has; a play that reaches it goes in circles. */
const MOST_MOVES = 5_000

const acting = new AsyncLocalStorage<Actor | undefined>()

export const actorNow = () => acting.getStore()
/** Lets somebody act; what they begin now remains theirs. */
export const act = <T>(actor: Actor | undefined, work: () => T): T => acting.run(actor, work)

/**
 * One move at a time. Whoever calls the world waits; the dice choose who goes on; that one call is performed whole and
 * alone; and only when everybody waits again is the next one chosen. Time passes only here.
 */
export function createStage(dice: Dice, clock: Clock, after: (move: string) => Promise<void>) {
  const waiting: Move[] = []
  const sleepers = new Set<Sleeper>()
  const weights = new Map<string, number>()
  const trace: string[] = []
  let now = 0

  /** From here on it reaches nobody. What it had asked for may still arrive. */
  function kill(actor: Actor): void {
    if (actor.dead) return
    actor.dead = true
    for (const move of waiting.filter((each) => each.actor === actor)) {
      move.abandon()
      if (move.name.startsWith('late: ') || dice.chance(0.5)) move.name = late(move.name)
      else waiting.splice(waiting.indexOf(move), 1)
    }
    for (const sleeper of [...sleepers].filter((each) => each.actor === actor)) wake(sleeper)
  }

  async function pass(ms: number): Promise<void> {
    now += ms
    clock.show(now)
    await clock.pass(ms)
    for (const { actor } of [...waiting, ...sleepers]) {
      if (actor.mortal && now - actor.born > FUNCTION_LIMIT_MS) kill(actor)
    }
    for (const sleeper of [...sleepers].filter(({ until }) => until <= now)) wake(sleeper)
  }

  function wake(sleeper: Sleeper): void {
    if (sleepers.delete(sleeper)) sleeper.wake()
  }

  /** Plays until everybody has left. Who waits for something that never comes is told so at the end. */
  async function play(): Promise<void> {
    for (let moves = 0; moves < MOST_MOVES; moves++) {
      await settled()
      const ready = waiting.filter((move) => move.ready?.() ?? true)
      const chosen = ready.length ? dice.weighed(ready, ({ actor }) => actor.weight) : undefined
      if (chosen) await perform(chosen)
      else if (sleepers.size) await pass(whole(Math.min(...[...sleepers].map(({ until }) => until)) - now))
      else if (waiting[0]) await perform(waiting[0])
      else return
    }
    throw new Error('The play goes in circles')
  }

  async function perform(move: Move): Promise<void> {
    waiting.splice(waiting.indexOf(move), 1)
    now += 1
    clock.show(now)
    const outcome = await act(undefined, () => move.perform())
    trace.push([move.actor.name, move.name, outcome].filter(Boolean).join(' · '))
    await after(move.name)
  }

  return {
    trace,
    now: () => now,
    enter: (name: string, mortal: boolean): Actor => {
      const role = name.replace(/[^a-z].*/, '')
      if (!weights.has(role)) weights.set(role, dice.pick([0.05, 0.5, 1, 1, 1, 4]))
      return { name, born: now, dead: false, weight: weights.get(role) ?? 1, mortal }
    },
    wait: (move: Move) => void waiting.push(move),
    waits: () => waiting.length > 0,
    /** One's own move, which nothing can go wrong with. */
    move: <T>(actor: Actor, name: string, perform: () => T | Promise<T>, ready?: () => boolean) =>
      new Promise<T>((resolve, reject) => {
        const performed = async () => {
          resolve(await perform())
          return ''
        }
        waiting.push({ actor, name, perform: performed, abandon: () => reject(new LineCut()), ...(ready && { ready }) })
      }),
    /** Answers how to be woken no more. */
    sleep: (actor: Actor, ms: number, rise: () => void): (() => void) => {
      const sleeper = { actor, until: now + whole(ms), wake: rise }
      sleepers.add(sleeper)
      return () => void sleepers.delete(sleeper)
    },
    kill,
    pass,
    play,
  }
}

/** Time passes in tenths of a second: what real milliseconds the database has spent must not decide who wakes first. */
const whole = (ms: number) => Math.max(0, Math.ceil(ms / 100) * 100)

export const late = (name: string) => `late: ${name.replace(/^late: /, '')}`

/** What `fetch` rejects with when a line is cut. */
export class LineCut extends TypeError {
  constructor() {
    super('fetch failed')
  }
}
