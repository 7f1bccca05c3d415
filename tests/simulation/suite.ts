import { writeSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Played, play } from './play.ts'
import { complaint, shrink } from './shrink.ts'
import { openTheatre } from './theatre.ts'

/** So many plays by default; `LAW_SEEDS` for more, `LAW_SEED` for one of them with all its moves. */
const seeds = Number(process.env.LAW_SEEDS ?? 150)
const only = process.env.LAW_SEED === undefined ? undefined : Number(process.env.LAW_SEED)
/** Enough to see a pattern; every one more costs the time of shrinking it. */
const MOST_FAILURES = 3
/** So many plays are a minute or three: nobody is to wonder whether it hangs. */
const PROGRESS = 500
const PATIENCE_MS = 120_000 + 6_000 * seeds

/**
 * One of `shards` files, so that every processor has one; each plays its share of the seeds.
 *
 * A seed is the same play again as far as names and outcomes of all moves go, which a test holds it to. What is not the
 * stage's, because it decides nothing: ids, tokens and keys are new each time, and the database's clock stands still only
 * nearly. A function of the database that asks for chance or for the clock by another name than it does today would be
 * missed by `theatre.ts`, and show in that test.
 *
 * What it finds when the product is broken on purpose: of a hundred plays (figures of November 2026), none of which goes
 * wrong in the product as it is.
 *
 * | broken                                                        | plays that go wrong | the first |
 * |---------------------------------------------------------------|---------------------|-----------|
 * | the cursor moves before the mail is stored                    | 37                  | seed 7    |
 * | a reply is said to be sent before it is                       | 7                   | seed 11   |
 * | what may have left is sent anew without looking               | 7, stuck            | seed 11   |
 * | the same, and no Gmail draft of a yes is remembered           | 2, sent twice       | seed 43   |
 * | the hash is compared nowhere                                  | 7                   | seed 31   |
 *
 * Nobody holding a job's lease, nobody sweeping, or a failed job counting as done went wrong in none of forty earlier
 * plays: what stands behind them holds. They have tests of their own.
 */
export async function simulate(shard: number, shards: number): Promise<void> {
  const theatre = await openTheatre()
  const mine =
    only === undefined
      ? Array.from({ length: seeds }, (_, index) => index + 1).filter((seed) => seed % shards === shard)
      : [only].filter(() => shard === 0)

  test(
    'whatever goes wrong when, nothing is lost, nothing doubled, and nothing leaves without a yes',
    async () => {
      const began = performance.now()
      const played: Omit<Played, 'trace' | 'logs'>[] = []
      const failures: string[] = []
      for (const seed of mine) {
        const { trace, logs, ...result } = await play(theatre, seed)
        played.push(result)
        if (only !== undefined) say([...logs, ...trace])
        if (result.wrong.length) failures.push(complaint(await shrink(theatre, { ...result, trace, logs })))
        if (failures.length >= MOST_FAILURES) break
        if (played.length % PROGRESS === 0) say([`${played.length} of ${mine.length} seeds of this half played`])
      }
      say([summary(played, performance.now() - began)])
      if (failures.length) throw new Error(failures.join('\n\n'))
    },
    PATIENCE_MS,
  )

  test('a seed is the same play again', async () => {
    for (const seed of mine.slice(0, 2)) {
      const [first, second] = [await play(theatre, seed), await play(theatre, seed)]
      expect(second.trace).toEqual(first.trace)
    }
  }, 180_000)
}

function summary(played: Omit<Played, 'trace' | 'logs'>[], ms: number): string {
  const sum = (of: (each: Omit<Played, 'trace' | 'logs'>) => number) =>
    played.reduce((total, each) => total + of(each), 0)
  const wrong = (word: string) => played.filter((each) => each.wrong.some((what) => what.startsWith(word))).length
  return [
    `${played.length} seeds: ${sum(({ messages }) => messages)} messages, ${sum(({ sent }) => sent)} sent`,
    `${sum(({ faults }) => faults.length)} faults, ${wrong('lost')} lost, ${wrong('doubled')} doubled`,
    `${wrong('unapproved')} unapproved, ${wrong('stuck')} stuck, at rest after ${Math.max(...played.map(({ restedAfter }) => restedAfter))} s at most`,
    `${Math.round(ms / Math.max(1, played.length))} ms each`,
  ].join(', ')
}

/** Past Vitest, which keeps to itself what a passing test prints. */
const say = (lines: string[]) => writeSync(1, `${lines.join('\n')}\n`)
