import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { WorldState } from './world.ts'

export type State = {
  read(): WorldState | undefined
  /** Where to take the next snapshots from. */
  follow(snapshot: () => WorldState): void
  changed(): void
  save(): void
}

/** What the emulators know, in one file: written soon after every change and whole or not at all. */
export function keepState(file: string, forget: boolean): State {
  if (forget) rmSync(file, { force: true })
  let snapshot: (() => WorldState) | undefined
  let timer: NodeJS.Timeout | undefined

  const save = () => {
    clearTimeout(timer)
    timer = undefined
    if (!snapshot) return
    writeFileSync(`${file}.new`, JSON.stringify(snapshot()), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
  return {
    read: () => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WorldState) : undefined),
    follow: (next) => {
      snapshot = next
    },
    changed: () => {
      timer ??= setTimeout(save, 250).unref()
    },
    save,
  }
}
