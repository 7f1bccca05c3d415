import { realpathSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { dropPidFile, isRunning, type Postmaster, readPidFile } from './pid-file.ts'

const patience = 5_000

/**
 * The server a killed Node left behind, when it still serves exactly this data directory.
 * A pid file that names nobody, or somebody else's process after a restart of the machine, is removed.
 */
export async function findRunning(data: string, password: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + patience
  for (;;) {
    const found = readPidFile(data)
    if (!found) return undefined
    if (isRunning(found.pid) && (await serves(found.port, password, data))) return found
    if (!isRunning(found.pid) || Date.now() > deadline) {
      dropPidFile(data)
      return undefined
    }
    // It may be starting or stopping just now.
    await wait(50)
  }
}

async function serves(port: number, password: string, data: string): Promise<boolean> {
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    password,
    max: 1,
    connect_timeout: 2,
  })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row !== undefined && realpathSync(row.data_directory) === realpathSync(data)
  } catch {
    // Refused, another password, still starting: not ours yet, whatever the reason.
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
