import { act, actorNow, type Stage } from './stage.ts'

/** A timer as Node gives it out, as far as anybody here asks. */
class StageTimer {
  readonly cancel: () => void
  constructor(cancel: () => void) {
    this.cancel = cancel
  }
  ref = () => this
  unref = () => this
}

/** Whoever acts on the stage sleeps by its clock; everybody else by the real one. */
export function stageTimers() {
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout]
  let stage: Stage | undefined

  const setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    const actor = actorNow()
    if (!stage || !actor) return set(run, ms, ...args)
    if (actor.dead) return set(run, 0, ...args)
    return new StageTimer(stage.sleep(actor, ms, () => act(actor, () => run(...args))))
  }
  const clearTimeout = (timer: unknown) =>
    timer instanceof StageTimer ? timer.cancel() : clear(timer as NodeJS.Timeout)

  Object.assign(globalThis, { setTimeout, clearTimeout })
  return {
    use: (next: Stage | undefined) => {
      stage = next
    },
    restore: () => Object.assign(globalThis, { setTimeout: set, clearTimeout: clear }),
  }
}
