import { setTimeout as wait } from 'node:timers/promises'
import { isRunning, readPidFile } from './pid-file.ts'

/** Fast shutdown, then the immediate one; over when the pid file is gone, for an orphan's exit cannot be awaited. */
export async function stopPostmaster(data: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const running = readPidFile(data)
    if (!running || !isRunning(running.pid)) return
    process.kill(running.pid, signal)
    const deadline = Date.now() + 10_000
    while (Date.now() < deadline) {
      if (readPidFile(data)?.pid !== running.pid || !isRunning(running.pid)) return
      await wait(10)
    }
  }
  throw new Error(`Cannot stop Postgres: it still holds "${data}"`)
}
