import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readPidFile } from '../../local/supabase/postgres/pid-file.ts'
import { removePostgres } from '../../local/supabase/postgres.ts'
import { root } from './house.ts'

/** `npm start` as a process that can be watched and interrupted at any moment. */
export type Launched = {
  /** What it has printed so far. */
  output(): string
  /** Ctrl-C, which reaches the whole group. Answers once everything has ended. */
  interrupt(): Promise<void>
  /** Told to the command only, not to what it started. */
  kill(signal: NodeJS.Signals): void
  /** Answers its exit code. */
  ended: Promise<number | null>
}

export function launchStart(directory: string, settings: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['local/boot.js', 'local/start.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOCAL_DIR: directory, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words: string) => {
      output += words
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    output: () => output,
    interrupt: async () => {
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGINT')
      await ended
    },
    kill: (signal) => child.kill(signal),
    ended,
  }
}

/** A place for a world of its own, and how to leave nothing of it. */
export function worldDirectory(): { directory: string; remove(): Promise<void> } {
  const directory = mkdtempSync(path.join(root, '.local', 'start-'))
  return {
    directory,
    remove: async () => {
      await removePostgres(directory)
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** The Postgres that serves this world, if one does. */
export function postmasterOf(directory: string): number | undefined {
  const pointer = path.join(directory, 'postgres.home')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : directory
  return readPidFile(path.join(home, 'data'))?.pid
}
