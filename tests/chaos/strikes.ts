import type { Dice } from '../simulation/dice.ts'
import type { Apps } from './apps.ts'
import type { Database } from './database.ts'

export type Strikes = {
  /** Told of every call to the world, before it is performed; what it answers is to be done afterwards. */
  called(): (() => void) | undefined
  calls(): number
  counts(): { workers: number; postgres: number }
  /** More workers, all at once. */
  add(workers: number): void
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
      workers += 1
      apps.kill(dice.int(8))
      return
    }
    if (recovering) return
    postgres += 1
    if (victim === 'backend') database.killBackend(dice.int(8))
    recovering = (victim === 'server' ? database.killServer() : Promise.resolve()).then(restarted).finally(() => {
      recovering = undefined
    })
  }

  return {
    called: () => {
      calls += 1
      if (!striking || calls < next) return undefined
      next = calls + 40 + dice.int(160)
      if (dice.chance(0.5)) return strike
      strike()
      return undefined
    },
    calls: () => calls,
    counts: () => ({ workers, postgres }),
    add: (more) => {
      workers += more
    },
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
