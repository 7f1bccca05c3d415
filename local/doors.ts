import { readdirSync } from 'node:fs'
import type { Hono } from 'hono'
import type { Door } from '../api/_http/door.ts'

export const DOOR_NAMES = readdirSync(new URL('../api', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))

/** Work that answers left behind, as the platform would keep a function alive for it. */
export type Afterwork = { stop(): Promise<void>; idle(): Promise<void> }

/** What `vercel.json` does in production: /api/<door>/* is served by api/<door>.ts. */
export async function mountDoors(app: Hono): Promise<Afterwork> {
  const running = new Set<Promise<unknown>>()
  const stopping = new AbortController()
  const platform = {
    waitUntil: (work: Promise<unknown>) => {
      running.add(work)
      void work.finally(() => running.delete(work))
    },
    passThroughOnException: () => undefined,
    props: {},
  }

  for (const name of DOOR_NAMES) {
    const { default: door } = (await import(`../api/${name}.ts`)) as { default: Door }
    const serve = (request: Request) => door.fetch(request, { stopping: stopping.signal }, platform)
    app.all(`/api/${name}`, (c) => serve(c.req.raw))
    app.all(`/api/${name}/*`, (c) => serve(c.req.raw))
  }
  app.all('/api/*', (c) =>
    c.json(
      { success: false, error: 'There is nothing at this address', code: 'not_found', requestId: crypto.randomUUID() },
      404,
    ),
  )

  const idle = async () => {
    while (running.size) await Promise.allSettled(running)
  }
  return {
    idle,
    stop: async () => {
      stopping.abort()
      await idle()
    },
  }
}
