import type { Dice } from '../simulation/dice.ts'
import type { Apps } from './apps.ts'
import type { Database } from './database.ts'

/** One is killed about every so many calls, so that a hundred are over five hundred mails. */
const [FEWEST_CALLS, MORE_CALLS] = [80, 160]

export type Strikes = {
  /** Told of every call to the world, before it is performed; what it answers is to be done afterwards. */
  called(): (() => void) | undefined
  counts(): { workers: number; postgres: number }
  /** Resolves when Postgres is there. */
  recovered(): Promise<void>
  begin(): void
  stop(): void
}

/** Who is killed when: after so many calls as the dice have it, before or after the one it meets. */
export function createStrikes(dice: Dice, apps: Apps, database: Database, restarted: () => Promise<void>): Strikes {
  let [calls, next, workers, postgres] = [0, 0, 0, 0]
  let recovering: Promise<void> | undefined
  let striking = false

  function strike(): void {
    const victim = dice.weighed(
      ['worker', 'backend', 'server'] as const,
      (who) => ({ worker: 7, backend: 2, server: 1 })[who],
    )
    if (victim === 'worker') {
      if (apps.kill(dice.int(8))) workers += 1
      return
    }
    if (recovering) return
    const fallen = victim === 'server' ? database.killServer() : database.killBackend(dice.int(8))
    if (!fallen) return
    postgres += 1
    recovering = fallen.then(restarted).finally(() => {
      recovering = undefined
    })
  }

  return {
    called: () => {
      calls += 1
      if (!striking || calls < next) return undefined
      next = calls + FEWEST_CALLS + dice.int(MORE_CALLS)
      if (dice.chance(0.5)) return strike
      strike()
      return undefined
    },
    counts: () => ({ workers, postgres }),
    recovered: async () => {
      await recovering
    },
    begin: () => {
      striking = true
    },
    stop: () => {
      striking = false
    },
  }
}
