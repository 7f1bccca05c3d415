import type { Session } from '../../core/account/schema.ts'
import { type Person, verifyPerson } from '../../core/account/verify.ts'
import type { Context, PersonContext } from '../../core/context.ts'
import { env } from '../../core/env.ts'
import { Refusal } from '../../core/errors.ts'
import { embeddings } from '../../core/providers/embeddings.ts'
import { personDb, publicDb } from '../../core/providers/supabase.ts'
import { accessCookie, dropSession, keepSession, refreshCookie } from './cookies.ts'
import type { Access, HttpContext } from './route.ts'

/** What a verb is given: the actor, and a database that sees exactly what the actor may see. */
export async function contextOf(c: HttpContext, access: Access): Promise<Context> {
  if (access !== 'person')
    return { ...surroundings(), actor: { kind: 'nobody', ip: addressOf(c) }, db: publicDb(env()) }

  const person = await personOf(c)
  if (!person) throw new Refusal('unauthenticated', 'Please sign in')
  refuseForeignOrigin(c, env().APP_URL)
  return asPerson(person)
}

/** The context of somebody who has just signed in, before their cookies have come back. */
export async function personContext({ accessToken }: Session): Promise<PersonContext> {
  const person = await verifyPerson(env(), accessToken)
  if (!person) throw new Error('Cannot use a session that was just opened: its token does not verify')
  return asPerson(person)
}

const asPerson = (person: Person): PersonContext => ({
  ...surroundings(),
  actor: person,
  db: personDb(env(), person.token),
})

/** Vendors are loaded by whoever calls them: most requests ask the database and nobody else. */
const surroundings = (): Omit<Context, 'actor' | 'db'> => {
  const config = env()
  return {
    env: config,
    google: async () => (await import('../../core/providers/google.ts')).google(config),
    gmail: async (accessToken) => (await import('../../core/providers/gmail.ts')).gmail(config, accessToken),
    claude: { answer: async (question) => (await import('../../core/providers/claude.ts')).claude().answer(question) },
    embeddings: embeddings(config),
    resend: { send: async (letter) => (await import('../../core/providers/resend.ts')).resend(config).send(letter) },
  }
}

/** The person behind the cookies; an expired access token is renewed on the way, unnoticed. */
async function personOf(c: HttpContext): Promise<Person | undefined> {
  const access = accessCookie(c)
  const person = access ? await verifyPerson(env(), access) : undefined
  if (person) return person

  const refresh = refreshCookie(c)
  if (!refresh) return undefined
  const { refreshSession } = await import('../../core/account/session.ts')
  const session = await refreshSession(env(), refresh)
  if (!session) {
    dropSession(c)
    return undefined
  }
  keepSession(c, session)
  return verifyPerson(env(), session.accessToken)
}

/** SameSite keeps other sites' forms out; this keeps out whatever else calls itself a browser (OWASP: CSRF). */
function refuseForeignOrigin(c: HttpContext, appUrl: string): void {
  if (['GET', 'HEAD'].includes(c.req.method)) return
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if ((origin && origin !== new URL(appUrl).origin) || (site && site !== 'same-origin')) {
    throw new Refusal('forbidden', 'This request came from another site')
  }
}

/**
 * The client's address as Vercel's edge saw it. Vercel writes both headers itself, whatever the caller sent; behind
 * another proxy only the last hop of the second is not the caller's own word.
 */
const addressOf = (c: HttpContext): string =>
  lastHop(c.req.header('x-vercel-forwarded-for')) || lastHop(c.req.header('x-forwarded-for')) || 'unknown'

const lastHop = (hops: string | undefined): string => hops?.split(',').at(-1)?.trim() ?? ''
