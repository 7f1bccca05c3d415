import type { WorkerContext } from '../../core/context.ts'
import { readEnv } from '../../core/env.ts'
import { claude } from '../../core/providers/claude.ts'
import { embeddings } from '../../core/providers/embeddings.ts'
import { gmail } from '../../core/providers/gmail.ts'
import { google } from '../../core/providers/google.ts'
import { resend } from '../../core/providers/resend.ts'
import { serviceDb } from '../../core/providers/supabase.ts'
import { listen } from '../../local/serve.ts'
import type { World } from '../../local/world.ts'

/** Before the nth call is made, or one like this (the first, or after `spare` of them); or after it, its answer lost. */
export type Death = { call: number | RegExp; spare?: number; when: 'before' | 'after' }

export type Brittle = {
  context: WorkerContext
  /** What was asked of the world, in order: "POST /local/supabase/rest/v1/rpc/claim_jobs". */
  calls: string[]
  /** Calls count anew from here. Without a death, the worker lives. */
  dieAt(death?: Death): void
  /** Something happens in the world just before the first call like this. */
  meanwhile(call: RegExp, happens: () => unknown): void
  close(): Promise<void>
}

/** A worker whose only line to the world can be cut: from the call it dies at, it reaches nothing and nobody any more. */
export async function brittleWorker(world: World): Promise<Brittle> {
  const line = await listen(0)
  const calls: string[] = []
  let death: Death | undefined
  let dead = false
  let event: { call: RegExp; happens: () => unknown } | undefined

  line.use(async (request) => {
    const { pathname, search } = new URL(request.url)
    calls.push(`${request.method} ${pathname}`)
    if (event?.call.test(calls.at(-1) ?? '')) {
      const { happens } = event
      event = undefined
      await happens()
    }
    if (dead) return cut()
    dead = death !== undefined && isLast(death, calls)
    if (dead && death?.when === 'before') return cut()
    const answered = await world.app.fetch(new Request(`${world.url}${pathname}${search}`, request))
    return dead ? cut() : answered
  })

  const env = readEnv(
    Object.fromEntries(Object.entries(world.env).map(([name, value]) => [name, value?.replace(world.url, line.url)])),
  )
  return {
    context: {
      actor: { kind: 'worker' },
      env,
      db: serviceDb(env),
      google: async () => google(env),
      gmail: async (accessToken) => gmail(env, accessToken),
      claude: claude(),
      embeddings: embeddings(env),
      resend: resend(env),
    },
    calls,
    dieAt: (next) => {
      calls.length = 0
      death = next
      dead = false
    },
    meanwhile: (call, happens) => {
      event = { call, happens }
    },
    close: line.close,
  }
}

function isLast({ call, spare = 0 }: Death, calls: string[]): boolean {
  if (typeof call === 'number') return calls.length === call
  return call.test(calls.at(-1) ?? '') && calls.filter((each) => call.test(each)).length > spare
}

const cut = () => new Response('{}', { status: 500, headers: { 'content-type': 'application/json' } })
