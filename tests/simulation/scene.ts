import type { Draft } from '../../core/drafts/schema.ts'
import type { World } from '../../local/world.ts'
import type { Person } from '../support/person.ts'
import { connect, type Wishes } from '../support/practice.ts'
import { type Dice, diceOf } from './dice.ts'
import { type Actor, act, type Stage } from './stage.ts'

/** At which moment of the play something was first to be seen. */
export type Seen = { arrived: Map<string, number>; left: Map<string, number>; connected: number }

/** One play: a mailbox of its own in the world of the shard, and what its people remember having done. */
export type Scene = {
  seed: number
  world: World
  stage: Stage
  ada: Person
  client: string
  address: string
  /** Another address of hers, which Gmail sends as. */
  office: string
  /** Who writes to her; and who, now and then, is to know of it. */
  ben: string
  carol: string
  /** Said when connecting. */
  wishes: Required<Wishes>
  /** What she said yes to, as it was shown to her: by hash. */
  yes: Map<string, Draft>
  /** Before which moment of the play no reply of that hash may leave; and all moments anybody chose. */
  notBefore: Map<string, number>
  moments: number[]
  seen: Seen
  /** Whether somebody writes, and looks, before the mailbox is connected. */
  early: boolean
  /** Letters that want an answer: by Gmail id. */
  questions: Set<string>
  /** Sources of the letters so far, to be answered. */
  letters: string[]
  /** What she sent from Gmail herself: by Gmail id. */
  own: Set<string>
}

/** Somebody with a part of several moves, and dice of their own. Whoever is cut off goes home. */
export async function part(
  { seed, stage }: Pick<Scene, 'seed' | 'stage'>,
  name: string,
  mortal: boolean,
  work: (dice: Dice, actor: Actor) => Promise<unknown>,
): Promise<void> {
  const actor = stage.enter(name, mortal)
  await act(actor, () => work(diceOf(seed, name), actor)).catch((error: unknown) => {
    if (!isExpected(error)) stage.trace.push(`${name} · went home: ${error instanceof Error ? error.message : error}`)
  })
}

const isExpected = (error: unknown) => error instanceof TypeError

/** By the clock of the stage, for whoever acts. */
export const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Through Google's consent page, whatever has become of the mailbox. */
export const connectHers = ({ ada, client, address, wishes }: Scene) => connect(ada, client, address, { wishes })

/** For those who have nothing to do before there is a mailbox. */
export const connected = ({ seen, early }: Scene) => early || seen.connected < Number.POSITIVE_INFINITY
