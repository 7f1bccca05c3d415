import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../../core/errors.ts'
import { answer } from './answer.ts'
import { answerError, fail } from './errors.ts'
import { readInput } from './input.ts'
import type { Environment, Route } from './route.ts'
import { contextOf } from './session.ts'

/** A serverless function, and what it answers to. */
export type Door = { name: string; routes: Route[]; fetch: Hono<Environment>['fetch'] }

const MOST_BYTES = 1_000_000

/** Addresses that are announced, but not open to any method. */
export type Closed = { path: string; what: string }

/** Builds a door from its routes. Each does four things: authenticate, validate, call one verb, answer. */
export function door(name: string, routes: Route[], closed: Closed[] = []): Door {
  const app = new Hono<Environment>().basePath(`/api/${name}`)
  app.onError((error, c) => answerError(error, c))
  app.notFound((c) => fail(c, 404, 'not_found', 'There is nothing at this address'))
  app.use(async (c, next) => {
    c.set('requestId', crypto.randomUUID())
    await next()
    // On the answer itself: Hono's `c.header` would by now copy the whole answer for each of them.
    const { headers } = c.res
    headers.set('x-request-id', c.var.requestId)
    headers.set('cache-control', 'no-store')
    headers.set('x-content-type-options', 'nosniff')
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', "default-src 'none'")
  })
  for (const route of routes) {
    const [method = '', path = ''] = route.path.split(' ')
    app.on(method, path, limited(route.mostBytes), async (c) => {
      try {
        const context = await contextOf(c, route.access)
        return await answer(c, route, await route.run(context, await readInput(c, route)))
      } catch (error) {
        if (!route.failed) throw error
        return route.failed(error, c)
      }
    })
  }
  for (const { path, what } of closed) {
    app.all(path, (c) => answerError(new Refusal('not_available', `Not available yet: ${what}`), c))
  }
  // RFC 9110 §15.5.6: whoever is refused a method is told which ones are taken.
  for (const [path, taken] of Map.groupBy(routes, (route) => route.path.split(' ')[1] ?? '')) {
    const allow = taken.map((route) => route.path.split(' ')[0]).join(', ')
    app.all(path, (c) => {
      c.header('allow', allow)
      return fail(c, 405, 'method_not_allowed', `This address does not take ${c.req.method}`)
    })
  }
  return { name, routes, fetch: app.fetch }
}

const limited = (maxSize = MOST_BYTES) =>
  bodyLimit({
    maxSize,
    onError: async (c) => {
      await discard(c.req.raw.body)
      return fail(c, 413, 'too_large', 'This is too large to be taken')
    },
  })

/** Listens a little longer, without keeping anything: a connection closed under an upload takes the answer with it. */
async function discard(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body || body.locked) return
  const reader = body.getReader()
  for (let heard = 0; heard < 10 * MOST_BYTES; ) {
    const { done, value } = await reader.read()
    if (done) return
    heard += value.byteLength
  }
}
