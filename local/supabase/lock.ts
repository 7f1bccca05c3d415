import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// One set for the whole process: a test runner loads this module more than once.
const locks: unique symbol = Symbol.for('assistantai.locks')
const shared: typeof globalThis & { [locks]?: Set<string> } = globalThis
shared[locks] ??= new Set()
const held = shared[locks]

/** One live process per directory; a lock left behind by a killed one is taken over. Returns the release. */
export function lockDirectory(dir: string): () => void {
  mkdirSync(dir, { recursive: true })
  const file = path.join(path.resolve(dir), 'world.lock')
  const mine = `${process.pid} ${startOf(process.pid)}`
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    if (!claim(draft, file)) {
      const owner = read(file)
      if (owner && isAlive(owner)) {
        throw new Error(`Cannot open "${dir}": process ${owner.pid} is using it already; stop that one first`)
      }
      rmSync(file, { force: true })
      if (!claim(draft, file)) throw new Error(`Cannot open "${dir}": another process has just taken it`)
    }
  } finally {
    rmSync(draft, { force: true })
  }

  held.add(file)
  return () => {
    if (held.delete(file)) rmSync(file, { force: true })
  }
}

/** A hard link appears with its content, so nobody ever reads a lock without a name in it. */
function claim(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

type Owner = { pid: number; start: string; file: string }

function read(file: string): Owner | undefined {
  try {
    const [pid, start = ''] = readFileSync(file, 'utf8').split(' ')
    return { pid: Number(pid), start, file }
  } catch {
    return undefined
  }
}

function isAlive({ pid, start, file }: Owner): boolean {
  if (pid === process.pid) return held.has(file)
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return start === startOf(pid)
}

/**
 * Process ids come round again, in containers quickly; the kernel's start tick tells two bearers apart.
 * A zombie has none: it holds nothing any more, and where nobody collects it, it stays for ever.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? '' : (fields[18] ?? '')
  } catch {
    return ''
  }
}
