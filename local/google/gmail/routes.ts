import { Hono } from 'hono'
import type { World } from '../world.ts'
import { accountRoutes } from './account.ts'
import { allow, type GmailEnv, type GmailRoutes } from './allow.ts'
import { draftRoutes } from './drafts.ts'
import { historyRoutes } from './history.ts'
import { labelRoutes } from './labels.ts'
import { messageRoutes } from './messages.ts'
import { threadRoutes } from './threads.ts'

/** Everything below `/users/:userId`. */
export function gmailRoutes(world: World, topic: string | undefined): GmailRoutes {
  const guard = allow(world)
  return new Hono<GmailEnv>()
    .route('/messages', messageRoutes(world, guard))
    .route('/threads', threadRoutes(world, guard))
    .route('/drafts', draftRoutes(world, guard))
    .route('/history', historyRoutes(world, guard))
    .route('/labels', labelRoutes(world, guard))
    .route('/', accountRoutes(world, guard, topic))
}
