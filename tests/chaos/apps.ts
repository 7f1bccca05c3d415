import type { Variables } from '../../local/settings.ts'
import { passOn, type Running, run } from './process.ts'

export type Apps = {
  /** Passes a request on to one of those that live. */
  fetch(request: Request): Promise<Response>
  /** `kill -9`; another one takes its place. */
  kill(which: number): void
  /** `kill -9` to all; none comes back before it is told to. Answers how many there were. */
  killAll(): Promise<number>
  start(): Promise<void>
}

/** Processes that run the product, each as little aware of the others as serverless functions are. */
export function createApps(count: number, env: Variables): Apps {
  const living: { app: Running; url: string }[] = []
  const all = new Set<Running>()
  let open = false
  let turn = 0

  async function start(): Promise<void> {
    const app = run('app.ts', env)
    all.add(app)
    void app.ended.then(() => all.delete(app))
    const url = await app.url
    if (url && open) living.push({ app, url })
  }

  return {
    fetch: (request) =>
      passOn(request, living[turn++ % Math.max(1, living.length)]?.url, new URL(request.url).pathname),
    kill: (which) => {
      const [killed] = living.splice(which % Math.max(1, living.length), 1)
      killed?.app.child.kill('SIGKILL')
      if (open) void start()
    },
    killAll: async () => {
      open = false
      const killed = living.splice(0).length
      for (const { child } of all) child.kill('SIGKILL')
      await Promise.all([...all].map(({ ended }) => ended))
      return killed
    },
    start: async () => {
      open = true
      await Promise.all(Array.from({ length: count }, start))
    },
  }
}
