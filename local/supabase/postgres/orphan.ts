import { realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { dropPidFile, isRunning, type Postmaster, readPidFile } from './pid-file.ts'

const patience = 10_000

/**
 * The server a killed Node left behind, when it still serves exactly this data directory.
 * A pid file that names nobody, or somebody else's process after a restart of the machine, is removed.
 */
export async function findRunning(data: string, password: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patience
  for (;;) {
    const found = readPidFile(data)
    if (!found) return undefined
    const answer = isRunning(found.pid) ? await ask(found.port, password, data) : 'stranger'
    if (answer === 'ours') return found
    // One that said "ready" listens until it says "stopping".
    if (answer === 'stranger' && (found.ready || !isRunning(found.pid))) {
      dropPidFile(data)
      return undefined
    }
    if (Date.now() > deadline)
      throw new Error(`Cannot open "${data}": process ${found.pid} holds it and does not answer`)
    await wait(50)
  }
}

type Answer = 'ours' | 'stranger' | 'busy'

async function ask(port: number, password: string, data: string): Promise<Answer> {
  const login = { user: 'postgres', database: 'postgres', password }
  const sql = postgres({ ...login, host: '127.0.0.1', port, max: 1, connect_timeout: 2, onnotice: () => undefined })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row && realpathSync(row.data_directory) === realpathSync(data) ? 'ours' : 'stranger'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    return code === 'ECONNREFUSED' || code === '28P01' ? 'stranger' : 'busy'
  } finally {
    await sql.end({ timeout: 1 })
  }
}
