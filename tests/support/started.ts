import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { State } from '../../local/page/state.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start` itself, on a free port, with data of its own. */
export type Started = { url: string; state(): Promise<State>; stop(): Promise<void> }

export async function startProduct(settings: Record<string, string> = {}): Promise<Started> {
  const directory = mkdtempSync(path.join(root, '.local', 'browser-'))
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, ...settings, LOCAL_DIR: directory, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data
      const found = /Portal\s+(http:\/\/127\.0\.0\.1:\d+)\/portal\/[\s\S]*└/.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('close', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)))
  })

  return {
    url,
    state: async () => {
      const answer = await fetch(`${url}/local/state.json`, { signal: AbortSignal.timeout(20_000) })
      return (await answer.json()) as State
    },
    stop: async () => {
      const closed = new Promise((resolve) => child.on('close', resolve))
      // Ctrl-C reaches the whole group; so does this.
      if (child.pid) process.kill(-child.pid, 'SIGINT')
      await closed
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
