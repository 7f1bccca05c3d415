import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono } from 'hono'
import { minify } from './minify.ts'

type Rule = { source: string; headers: { key: string; value: string }[] }

const root = fileURLToPath(new URL('../web', import.meta.url))
const { headers: rules } = JSON.parse(readFileSync(new URL('../vercel.json', import.meta.url), 'utf8')) as {
  headers: Rule[]
}
const pages = rules.find(({ source }) => !source.startsWith('/api'))?.headers ?? []

/** The static files as `build-web.ts` publishes them, with the very headers `vercel.json` gives them; without HSTS, which 127.0.0.1 cannot keep. */
export function mountWeb(app: Hono): void {
  // One origin: a cookie or a link made at one name would be foreign at the other.
  app.get('*', async (c, next) => {
    const url = new URL(c.req.url)
    if (url.hostname !== 'localhost') return next()
    url.hostname = '127.0.0.1'
    return c.redirect(url.href, 307)
  })
  app.use('*', async (c, next) => {
    if (c.req.path.startsWith('/local/') || c.req.path.startsWith('/api/')) return next()
    await next()
    for (const { key, value } of pages) if (key !== 'strict-transport-security') c.header(key, value)
  })
  app.get('/favicon.ico', (c) => c.redirect('/portal/icons/mark.svg'))
  app.get('*', async (c, next) => {
    const file = path.join(root, path.posix.normalize(c.req.path))
    if (!file.endsWith('.js') || !existsSync(file)) return next()
    return c.body(await minify(file), 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })
  app.get('*', serveStatic({ root }))
}
