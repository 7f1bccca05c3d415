import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

export type Postmaster = { pid: number; port: number; ready: boolean }

/** `postmaster.pid`: process id, data directory, start time, port, socket directory, address, memory key, status. */
export function readPidFile(data: string): Postmaster | undefined {
  const lines = text(path.join(data, 'postmaster.pid')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : undefined
}

export function dropPidFile(data: string): void {
  rmSync(path.join(data, 'postmaster.pid'), { force: true })
}

/** A signal-free question: is anybody behind this process id? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function text(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
