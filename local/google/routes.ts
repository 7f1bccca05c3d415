import { Hono } from 'hono'
import { GoogleError } from './errors.ts'
import { ConnectionLost } from './faults.ts'
import { batchRoutes } from './gmail/batch.ts'
import { gmailRoutes } from './gmail/routes.ts'
import type { Client } from './oauth/client.ts'
import { consentRoutes } from './oauth/consent.ts'
import { tokenRoutes } from './oauth/tokens.ts'
import { pathOf } from './path.ts'
import type { World } from './world.ts'

export function createRoutes(
  world: World,
  {
    base,
    client,
    topic,
    answer,
  }: {
    base: string
    client: Client
    topic: string | undefined
    answer: (request: Request) => Promise<Response>
  },
): Hono {
  const app = new Hono({ getPath: (request) => pathOf(request.url, base) })
  app.onError((error) => {
    if (error instanceof ConnectionLost) throw error
    if (error instanceof GoogleError) return error.toResponse()
    return new GoogleError(500, `Internal error encountered: ${error.message}`).toResponse()
  })
  app.notFound(() => new GoogleError(404, 'Method not found.').toResponse())
  const consent = '/o/oauth2/v2/auth'
  app.route(consent, consentRoutes(world, client, new URL(base).pathname.replace(/\/$/, '') + consent))
  app.route('/', tokenRoutes(world, client))
  app.route('/gmail/v1/users/:userId', gmailRoutes(world, topic))
  app.use('/upload/gmail/v1/*', async (c, next) => {
    if (!uploads.test(`${c.req.method} ${c.req.path}`)) throw new GoogleError(404, 'Method not found.')
    await next()
  })
  app.route('/upload/gmail/v1/users/:userId', gmailRoutes(world, topic))
  app.route('/batch', batchRoutes(answer))
  app.route('/batch/gmail/v1', batchRoutes(answer))
  return app
}

const uploads = /^(POST .*\/(messages(\/import|\/send)?|drafts(\/send)?)|PUT .*\/drafts\/[^/]+)$/
