import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { migrate } from '../../local/supabase/migrate.ts'
import { isRunning } from '../../local/supabase/postgres/pid-file.ts'
import { removePostgres, startPostgres } from '../../local/supabase/postgres.ts'
import { postmasterOf } from '../support/launched.ts'

export type Database = {
  url: string
  /** `kill -9` to the server itself. Resolves once it is started again from what lies on the disk. */
  killServer(): Promise<void> | undefined
  /** `kill -9` to one of its processes; Postgres then recovers by itself. Resolves once it has thrown out everybody. */
  killBackend(which: number): Promise<void> | undefined
  remove(): Promise<void>
}

/** A Postgres that forgets nothing it has confirmed, whatever is killed. (Only a loss of power would need fsync.) */
export async function startDatabase(dir: string): Promise<Database> {
  const settings = { fsync: 'off', synchronous_commit: 'on' }
  const { url } = await startPostgres({ dir, settings })
  await migrate(url())
  const port = new URL(url()).port

  return {
    url: url(),
    killServer: () => {
      const server = postmasterOf(dir)
      if (!server) return undefined
      const children = childrenOf(server)
      process.kill(server, 'SIGKILL')
      // They notice by themselves, and only then is the memory they shared free.
      return ended([server, ...children]).then(async () => {
        await startPostgres({ dir, settings: { ...settings, port } })
      })
    },
    killBackend: (which) => {
      const children = childrenOf(postmasterOf(dir) ?? 0)
      const backends = children.filter((pid) => /postgres: postgres /.test(read(`/proc/${pid}/cmdline`)))
      const victim = backends[which % Math.max(1, backends.length)]
      if (!victim) return undefined
      process.kill(victim, 'SIGKILL')
      return ended(backends)
    },
    remove: () => removePostgres(dir),
  }
}

async function ended(processes: number[]): Promise<void> {
  while (processes.some(isRunning)) await wait(5)
}

const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)

/** Nothing where the process has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH'].includes(String(error.code))) return ''
    throw error
  }
}
