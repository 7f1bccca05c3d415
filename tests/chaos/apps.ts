import type { Variables } from '../../local/settings.ts'
import { passOn, type Running, run } from './process.ts'

export type Apps = {
  /** Passes a request on to one of those that live. */
  fetch(request: Request): Promise<Response>
  /** `kill -9`; another one takes its place. Answers whether there was one. */
  kill(which: number): boolean
  /** `kill -9` to all, and nobody takes their place before it is told to. */
  killAll(): Promise<void>
  /** Lets as many work as there are to be. */
  start(): Promise<void>
  close(): Promise<void>
}

type App = { app: Running; url: string }

/** Processes that run the product, each as little aware of the others as serverless functions are. */
export function createApps(count: number, env: Variables): Apps {
  let living: App[] = []
  /** Booted beforehand and never asked for anything, so that nobody waits for a boot. */
  const spares: Promise<App>[] = []
  const all = new Set<Running>()
  let open = false
  let coming = 0
  let turn = 0

  async function boot(): Promise<App> {
    const app = run('app.ts', env)
    all.add(app)
    void app.ended.then(() => all.delete(app))
    const url = await app.url
    if (!url) throw new Error('A worker ended before it listened')
    return { app, url }
  }

  async function enter(): Promise<void> {
    coming += 1
    const spare = spares.shift() ?? boot()
    while (spares.length < 2 * count) spares.push(boot())
    const app = await spare
    coming -= 1
    if (open) living.push(app)
    else spares.unshift(spare)
  }

  return {
    fetch: (request) =>
      passOn(request, living[turn++ % Math.max(1, living.length)]?.url, new URL(request.url).pathname),
    kill: (which) => {
      const [killed] = living.splice(which % Math.max(1, living.length), 1)
      killed?.app.child.kill('SIGKILL')
      if (killed) void enter()
      return killed !== undefined
    },
    killAll: async () => {
      open = false
      const killed = living
      living = []
      for (const { app } of killed) app.child.kill('SIGKILL')
      await Promise.all(killed.map(({ app }) => app.ended))
    },
    start: async () => {
      open = true
      await Promise.all(Array.from({ length: count - coming }, enter))
    },
    close: async () => {
      open = false
      await Promise.all([...all].map(({ url }) => url))
      for (const { child } of all) child.kill('SIGKILL')
    },
  }
}
