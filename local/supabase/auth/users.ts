import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { AuthFailure } from './failure.ts'
import { hashPassword } from './password.ts'

export type User = {
  id: string
  email: string
  app_metadata: Record<string, unknown>
  user_metadata: Record<string, unknown>
  email_confirmed_at: string | null
  banned_until: string | null
  encrypted_password: string | null
}

export type Metadata = Record<string, unknown>

export type NewUser = {
  email: string
  id?: string | undefined
  password?: string | undefined
  app_metadata?: Metadata | undefined
  user_metadata?: Metadata | undefined
  email_confirm?: boolean | undefined
  ban_duration?: string | undefined
  invited?: boolean | undefined
}

type Row = postgres.Row & User

export async function findUser(sql: postgres.Sql, by: { id: string } | { email: string }): Promise<User | undefined> {
  const condition = 'id' in by ? sql`u.id = ${by.id}` : sql`u.email = lower(${by.email})`
  const [row] = await sql<Row[]>`select ${columns(sql)} from auth.users u where ${condition} and u.deleted_at is null`
  return row
}

export async function mustFindUser(sql: postgres.Sql, id: string): Promise<User> {
  const user = /^[0-9a-f-]{36}$/i.test(id) ? await findUser(sql, { id }) : undefined
  if (!user) throw new AuthFailure(404, 'user_not_found', 'User not found')
  return user
}

export async function listUsers(
  sql: postgres.Sql,
  page: number,
  perPage: number,
): Promise<{ users: User[]; total: number }> {
  const users = await sql<Row[]>`
    select ${columns(sql)} from auth.users u where u.deleted_at is null
    order by u.created_at desc, u.id limit ${perPage} offset ${(page - 1) * perPage}`
  const [row] = await sql<{ total: number }[]>`select count(*)::int as total from auth.users where deleted_at is null`
  return { users: [...users], total: row?.total ?? 0 }
}

export async function createUser(sql: postgres.Sql, input: NewUser): Promise<User> {
  const [id, email] = [input.id ?? randomUUID(), input.email.toLowerCase()]
  const encrypted = input.password === undefined ? null : await hashPassword(input.password)
  const appMetadata = { provider: 'email', providers: ['email'], ...input.app_metadata }
  const created = await sql.begin(async (tx) => {
    const rows = await tx`
      insert into auth.users
        (id, email, encrypted_password, raw_app_meta_data, raw_user_meta_data, email_confirmed_at, invited_at, banned_until)
      values (${id}, ${email}, ${encrypted}, ${tx.json(asJson(appMetadata))}, ${tx.json(asJson(input.user_metadata ?? {}))},
        ${input.email_confirm ? tx`now()` : null}, ${input.invited ? tx`now()` : null}, ${bannedUntil(tx, input.ban_duration)})
      on conflict (email) where is_sso_user = false do nothing
      returning id`
    if (rows.length === 0) return false
    await tx`
      insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)
      values (${randomUUID()}, 'email', ${id}, ${id}, ${tx.json({ sub: id, email, email_verified: false, phone_verified: false })}, now())`
    return true
  })
  if (!created) throw new AuthFailure(422, 'email_exists', 'A user with this email address has already been registered')
  return mustFindUser(sql, id)
}

export type UserChange = {
  email?: string | undefined
  password?: string | undefined
  app_metadata?: Metadata | undefined
  user_metadata?: Metadata | undefined
  email_confirm?: boolean | undefined
  ban_duration?: string | undefined
}

/** Metadata is merged key by key, and a null takes a key away, as GoTrue does. */
export async function updateUser(sql: postgres.Sql, id: string, change: UserChange): Promise<User> {
  const email = change.email?.toLowerCase() ?? null
  const encrypted = change.password === undefined ? null : await hashPassword(change.password)
  const rows = await sql`
    update auth.users set
      email = coalesce(${email}, email),
      encrypted_password = coalesce(${encrypted}, encrypted_password),
      raw_app_meta_data = (raw_app_meta_data || ${sql.json(asJson(change.app_metadata ?? {}))}) - ${removed(change.app_metadata)}::text[],
      raw_user_meta_data = (raw_user_meta_data || ${sql.json(asJson(change.user_metadata ?? {}))}) - ${removed(change.user_metadata)}::text[],
      email_confirmed_at = case when ${change.email_confirm ?? false} then coalesce(email_confirmed_at, now()) else email_confirmed_at end,
      banned_until = ${change.ban_duration === undefined ? sql`banned_until` : bannedUntil(sql, change.ban_duration)},
      updated_at = now()
    where id = ${id} returning id`
  if (rows.length === 0) throw new AuthFailure(404, 'user_not_found', 'User not found')
  if (email) {
    const moved = sql.json({ email, email_verified: true })
    await sql`update auth.identities set identity_data = identity_data || ${moved} where user_id = ${id} and provider = 'email'`
  }
  return mustFindUser(sql, id)
}

function removed(metadata: Metadata = {}): string[] {
  return Object.keys(metadata).filter((key) => metadata[key] === null)
}

export type PublicUser = Omit<User, 'encrypted_password'>

/** What leaves over HTTP: no hash, and like GoTrue no field without a value. */
export function publicUser({ encrypted_password: _secret, ...user }: User): PublicUser {
  const filled = Object.entries(user).filter(([, value]) => value !== null)
  return Object.fromEntries(filled) as PublicUser
}

/** `24h`, `90m`, `none`: Go's durations are Postgres intervals, near enough. */
function bannedUntil(sql: postgres.ISql, duration: string | undefined): postgres.PendingQuery<postgres.Row[]> {
  return duration === undefined || duration === 'none' ? sql`null` : sql`now() + ${duration}::interval`
}

function asJson(metadata: Metadata): postgres.JSONValue {
  return JSON.parse(JSON.stringify(metadata)) as postgres.JSONValue
}

function columns(sql: postgres.Sql): postgres.PendingQuery<postgres.Row[]> {
  return sql`
    u.id, u.aud, u.role, coalesce(u.email, '') as email, coalesce(u.phone, '') as phone, u.encrypted_password,
    u.raw_app_meta_data as app_metadata, u.raw_user_meta_data as user_metadata,
    u.email_confirmed_at, u.confirmed_at, u.invited_at, u.last_sign_in_at, u.banned_until, u.is_anonymous,
    u.created_at, u.updated_at, u.email_change as new_email,
    (select coalesce(jsonb_agg(jsonb_build_object(
      'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data,
      'provider', i.provider, 'email', i.email, 'last_sign_in_at', i.last_sign_in_at,
      'created_at', i.created_at, 'updated_at', i.updated_at)), '[]')
      from auth.identities i where i.user_id = u.id) as identities`
}
