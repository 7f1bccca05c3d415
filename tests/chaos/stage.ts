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

export type Chaos = {
  world: World
  apps: Apps
  strikes: Strikes
  /** Milliseconds since anybody changed, or tried to change, anything in the world. */
  quietFor(): number
  close(): Promise<void>
}

/** The world around the product, which survives: Google, Claude, Resend; and Supabase's front, with its mortal Postgres. */
export async function openChaos(database: Database, dice: Dice): Promise<Chaos> {
  const [line, secrets] = [await listen(0), await makeSecrets()]
  const world = await createWorld({ url: line.url, databaseUrl: database.url, secrets })
  const apps = createApps(WORKERS, world.env)
  const settings = { DATABASE_URL: database.url, BASE: `${line.url}${SUPABASE}`, SECRETS: JSON.stringify(secrets) }
  let rest: Running | undefined
  let restUrl: string | undefined
  let last = performance.now()

  /** Until there is a database to stand before. */
  async function restart(): Promise<void> {
    restUrl = undefined
    for (;;) {
      rest?.child.kill('SIGKILL')
      rest = run('rest.ts', settings)
      restUrl = await rest.url
      if (restUrl) return
      await wait(50)
    }
  }
  await restart()
  const strikes = createStrikes(dice, apps, database, restart)

  line.use(async (request) => {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith('/local/')) return apps.fetch(request)
    // Who only looks, as a portal does all the time, moves nothing on.
    if (request.method !== 'GET') last = performance.now()
    const afterwards = strikes.called()
    const answer = await (pathname.startsWith(SUPABASE)
      ? passOn(request, restUrl, pathname.slice(SUPABASE.length))
      : world.app.fetch(request))
    afterwards?.()
    return answer
  })

  return {
    world,
    apps,
    strikes,
    quietFor: () => performance.now() - last,
    close: async () => {
      await apps.killAll()
      rest?.child.kill('SIGKILL')
      await line.close()
      await world.close()
    },
  }
}
