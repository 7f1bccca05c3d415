import { runJobs } from '../../../core/jobs/run.ts'
import { diceOf } from '../dice.ts'
import { part, rest, type Scene } from '../scene.ts'
import type { Theatre } from '../theatre.ts'

/** A worker beside those the doors leave behind: looks into the queue a few times, in a function of its own each time. */
export async function worker(scene: Scene, { context }: Theatre, name: string): Promise<void> {
  const dice = diceOf(scene.seed, `${name} shifts`)
  for (let shifts = 1 + dice.int(2); shifts > 0; shifts--) {
    await part(scene, name, true, () => runJobs(context, { lingerMs: dice.pick([0, 0, 20_000]) }))
    await part(scene, `${name} rests`, false, () => rest(dice.pick([500, 15_000, 300_000])))
  }
}
