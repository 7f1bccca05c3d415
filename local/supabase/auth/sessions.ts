import { randomBytes, randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { AuthFailure } from './failure.ts'
import type { AccessTokens } from './tokens.ts'
import { findUser, type PublicUser, publicUser, type User } from './users.ts'

export type SessionAnswer = {
  access_token: string
  token_type: 'bearer'
  expires_in: number
  expires_at: number
  refresh_token: string
  user: PublicUser
}

/** A token may come back this long after it was used: two tabs refresh at the same moment. */
const reuse = '10 seconds'

export async function openSession(
  sql: postgres.Sql,
  tokens: AccessTokens,
  user: User,
  method: string,
): Promise<SessionAnswer> {
  refuseBanned(user)
  const session = { id: randomUUID(), method, startedAt: new Date() }
  const token = newToken()
  await sql.begin(async (tx) => {
    await tx`insert into auth.sessions (id, user_id, aal, tag) values (${session.id}, ${user.id}, 'aal1', ${method})`
    await insertToken(tx, { token, userId: user.id, sessionId: session.id, parent: null })
    await tx`update auth.users set last_sign_in_at = now() where id = ${user.id}`
  })
  return answer(tokens, user, session, token)
}

type Stored = {
  token: string
  parent: string | null
  revoked: boolean
  recent: boolean
  session_id: string
  user_id: string
}

/**
 * Rotation as hosted Supabase does it: each token once; again within ten seconds, or when the client never saw its successor.
 * Anything else means the token was stolen or copied, and ends the session. The session's row lock puts racers in a queue.
 */
export async function refreshSession(
  sql: postgres.Sql,
  tokens: AccessTokens,
  presented: string,
): Promise<SessionAnswer> {
  const outcome = await sql.begin(async (tx) => {
    const [session] = await tx<{ id: string; user_id: string; method: string; created_at: Date }[]>`
      select s.id, s.user_id, s.tag as method, s.created_at from auth.sessions s
      where s.id = (select session_id from auth.refresh_tokens where token = ${presented} limit 1) for update`
    if (!session) return 'unknown'
    const family = await tx<Stored[]>`
      select token, parent, revoked, updated_at > now() - ${reuse}::interval as recent, session_id, user_id
      from auth.refresh_tokens where session_id = ${session.id}`
    const used = family.find(({ token }) => token === presented)
    const active = family.find(({ revoked }) => !revoked)
    if (!used) return 'unknown'

    if (used.revoked && active && active.parent === used.token) return { session, token: active.token }
    if (used.revoked && !used.recent) {
      await tx`delete from auth.sessions where id = ${session.id}`
      return 'stolen'
    }
    const token = newToken()
    await tx`update auth.refresh_tokens set revoked = true, updated_at = now() where session_id = ${session.id} and not revoked`
    await insertToken(tx, { token, userId: session.user_id, sessionId: session.id, parent: presented })
    await tx`update auth.sessions set refreshed_at = now(), updated_at = now() where id = ${session.id}`
    return { session, token }
  })

  if (outcome === 'unknown')
    throw new AuthFailure(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  if (outcome === 'stolen')
    throw new AuthFailure(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
  const user = await findUser(sql, { id: outcome.session.user_id })
  if (!user) throw new AuthFailure(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  refuseBanned(user)
  const { id, method, created_at } = outcome.session
  return answer(tokens, user, { id, method, startedAt: created_at }, outcome.token)
}

export type Scope = 'global' | 'local' | 'others'

export async function closeSessions(sql: postgres.Sql, userId: string, sessionId: string, scope: Scope): Promise<void> {
  const which = { global: sql``, local: sql`and id = ${sessionId}`, others: sql`and id <> ${sessionId}` }[scope]
  await sql`delete from auth.sessions where user_id = ${userId} ${which}`
}

function refuseBanned(user: User): void {
  if (user.banned_until && new Date(user.banned_until) > new Date())
    throw new AuthFailure(400, 'user_banned', 'User is banned')
}

const newToken = () => randomBytes(15).toString('base64url')

type NewToken = { token: string; userId: string; sessionId: string; parent: string | null }

async function insertToken(sql: postgres.ISql, { token, userId, sessionId, parent }: NewToken): Promise<void> {
  await sql`
    insert into auth.refresh_tokens (id, token, user_id, session_id, parent)
    values (${randomUUID()}, ${token}, ${userId}, ${sessionId}, ${parent})`
}

async function answer(
  tokens: AccessTokens,
  user: User,
  session: { id: string; method: string; startedAt: Date },
  refreshToken: string,
): Promise<SessionAnswer> {
  return {
    access_token: await tokens.sign(user, session),
    token_type: 'bearer',
    expires_in: tokens.lifetime,
    expires_at: Math.floor(Date.now() / 1000) + tokens.lifetime,
    refresh_token: refreshToken,
    user: publicUser(user),
  }
}
