import { setTimeout as wait } from 'node:timers/promises'
import { listen } from '../../local/serve.ts'
import { makeSecrets } from '../../local/settings.ts'
import { createWorld, type World } from '../../local/world.ts'
import type { Dice } from '../simulation/dice.ts'
import { type Apps, createApps } from './apps.ts'
import type { Database } from './database.ts'
import { passOn, type Running, run } from './process.ts'
import { createStrikes, type Strikes } from './strikes.ts'

const WORKERS = 3
const SUPABASE = '/local/supabase'
/** What a portal asks all the time: it moves nothing on, and nothing of it can be lost. */
const LOOKS = /\/rpc\/read_|\/draft_cards$|\/auth\/v1\//

export type Chaos = {
  world: World
  apps: Apps
  strikes: Strikes
  /** Milliseconds since anybody changed, or tried to change, anything in the world; 0 while somebody does. */
  quietFor(): number
  close(): Promise<void>
}

/** The world around the product, which survives: Google, Claude, Resend; and Supabase's front, with its mortal Postgres. */
export async function openChaos(database: Database, dice: Dice, cache: string): Promise<Chaos> {
  const [line, secrets] = [await listen(0), await makeSecrets()]
  const world = await createWorld({ url: line.url, databaseUrl: database.url, secrets })
  const compiled = { NODE_COMPILE_CACHE: cache }
  const apps = createApps(WORKERS, { ...world.env, ...compiled })
  const settings = { DATABASE_URL: database.url, BASE: `${line.url}${SUPABASE}`, SECRETS: JSON.stringify(secrets) }
  let rest: Running | undefined
  let restUrl: string | undefined
  let underWay = 0
  let last = performance.now()

  /** Until there is a database to stand before. */
  async function restart(): Promise<void> {
    restUrl = undefined
    for (;;) {
      rest?.child.kill('SIGKILL')
      rest = run('rest.ts', { ...settings, ...compiled })
      restUrl = await rest.url
      if (restUrl) return
      await wait(50)
    }
  }
  await restart()
  const strikes = createStrikes(dice, apps, database, restart)

  async function perform(request: Request, pathname: string): Promise<Response> {
    if (!pathname.startsWith('/local/')) return apps.fetch(request)
    const afterwards = LOOKS.test(pathname) ? undefined : strikes.called()
    const answer = await (pathname.startsWith(SUPABASE)
      ? passOn(request, restUrl, pathname.slice(SUPABASE.length))
      : world.app.fetch(request))
    afterwards?.()
    return answer
  }

  line.use(async (request) => {
    const { pathname } = new URL(request.url)
    if (LOOKS.test(pathname) || (request.method === 'GET' && pathname.startsWith('/api/'))) {
      return perform(request, pathname)
    }
    underWay += 1
    try {
      return await perform(request, pathname)
    } finally {
      underWay -= 1
      last = performance.now()
    }
  })

  return {
    world,
    apps,
    strikes,
    quietFor: () => (underWay ? 0 : performance.now() - last),
    close: async () => {
      await apps.close()
      rest?.child.kill('SIGKILL')
      await line.close()
      await world.close()
    },
  }
}
