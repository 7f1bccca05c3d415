import { readdirSync } from 'node:fs'
import type { Hono } from 'hono'
import type { Door } from '../api/_http/door.ts'

export const DOOR_NAMES = readdirSync(new URL('../api', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))

/** What `vercel.json` does in production: /api/<door>/* is served by api/<door>.ts. */
export async function mountDoors(app: Hono, stopping: AbortSignal): Promise<void> {
  for (const name of DOOR_NAMES) {
    const { default: door } = (await import(`../api/${name}.ts`)) as { default: Door }
    const serve = (request: Request) => door.fetch(request, { stopping })
    app.all(`/api/${name}`, (c) => serve(c.req.raw))
    app.all(`/api/${name}/*`, (c) => serve(c.req.raw))
  }
  app.all('/api/*', (c) =>
    c.json(
      { success: false, error: 'There is nothing at this address', code: 'not_found', requestId: crypto.randomUUID() },
      404,
    ),
  )
}
