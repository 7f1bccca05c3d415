import { visitor } from '../../local/seed/browser.ts'
import { professional } from '../../local/seed/people.ts'
import { plant } from '../../local/seed/plant.ts'
import { listen } from '../../local/serve.ts'
import { makeSecrets } from '../../local/settings.ts'
import { cloneDatabase, templateDatabase } from '../../local/supabase/databases.ts'
import { startPostgres } from '../../local/supabase/postgres.ts'
import { createWorld, type World } from '../../local/world.ts'

type Fetch = (request: Request) => Response | Promise<Response>

export type Call = { whom: string; what: string; ms: number }

export type BenchWorld = World & {
  /** The professional's access token. */
  token: string
  /** What the database was asked since the last time somebody looked, in order. */
  asked(): string[]
  /** What was asked of anybody outside the doors since the last time somebody looked: of whom, what, and how long it took. */
  called(): Call[]
  /** Answers addresses below /bare/. */
  mountBare(fetch: Fetch): void
  /** Asks the server without going through a socket. */
  fetch(request: Request): Promise<Response>
  close(): Promise<void>
}

/** A planted world outside Vitest, on the settings of `npm start`. */
export async function startBenchWorld(directory: string): Promise<BenchWorld> {
  const postgres = await startPostgres({ dir: directory, settings: { synchronous_commit: 'off' } })
  const database = await cloneDatabase(postgres, await templateDatabase(postgres))
  const server = await listen(0)
  // What is measured is our own work, not how long Gmail's quota makes it wait.
  const settings = { QUOTA_PER_USER: '1000000', QUOTA_PER_PROJECT: '100000000' }
  const world = await createWorld({
    url: server.url,
    databaseUrl: database.url,
    secrets: await makeSecrets(),
    settings,
  })
  Object.assign(process.env, world.env)
  // A line per job would be read by nobody here.
  console.info = () => undefined

  let asked: string[] = []
  let called: Call[] = []
  let bare: Fetch = () => new Response(null, { status: 404 })
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    if (pathname.startsWith('/bare/')) return bare(request)
    if (pathname.startsWith('/local/supabase/')) asked.push(`${request.method} ${pathname.slice(15)}${search}`)
    const began = performance.now()
    const response = await world.app.fetch(request)
    const whom = /^\/local\/(\w+)/.exec(pathname)?.[1]
    if (whom) called.push({ whom, what: `${request.method} ${pathname}`, ms: performance.now() - began })
    return response
  }
  server.use(answer)
  await plant(world)
  await world.afterwork.idle()

  return {
    ...world,
    token: await signIn(world),
    asked: () => {
      const before = asked
      asked = []
      return before
    },
    called: () => {
      const before = called
      called = []
      return before
    },
    mountBare: (fetch) => {
      bare = fetch
    },
    fetch: answer,
    close: async () => {
      await world.afterwork.stop()
      await server.close()
      await world.close()
      await database.drop()
      await postgres.stop()
    },
  }
}

async function signIn({ url, resend, afterwork }: World): Promise<string> {
  const { email } = professional
  const browser = visitor(url)
  await browser.post('/api/account/codes', { email })
  await afterwork.idle()
  const code = /\b\d{6}\b/.exec(resend.letters()[0]?.text ?? '')?.[0]
  const opened = await browser.post('/api/account/sessions', { email, code })
  const [, token] = /__Host-access=([^;]+)/.exec(opened.headers.getSetCookie().join('\n')) ?? []
  if (!token) throw new Error(`Cannot sign in: ${await opened.text()}`)
  return token
}
