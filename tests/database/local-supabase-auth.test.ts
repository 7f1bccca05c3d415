import { createClient } from '@supabase/supabase-js'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Project, startProject } from './local-supabase-project.ts'

let project: Project

beforeAll(async () => {
  project = await startProject('create table public.nothing (id integer primary key)')
})
afterAll(() => project.close())

const lastMailTo = (address: string) => project.mails.findLast(({ to }) => to === address)

async function codeFor(email: string): Promise<{ email_otp: string; hashed_token: string }> {
  const { data, error } = await project.service().auth.admin.generateLink({ type: 'magiclink', email })
  if (error) throw error
  return data.properties
}

describe('sessions', () => {
  const tokenOf = async (client: Awaited<ReturnType<Project['person']>>) =>
    (await client.auth.getSession()).data.session?.refresh_token ?? ''
  const refresh = (refresh_token: string) => project.anonymous().auth.refreshSession({ refresh_token })
  const agedBy = (token: string, by: string) => project.supabase.sql`
    update auth.refresh_tokens set updated_at = now() - ${by}::interval where token = ${token}`

  test('an access token verifies with the published keys and carries the session', async () => {
    const client = await project.person('claims@sessions.example')
    const { data } = await client.auth.getSession()
    const keys = createRemoteJWKSet(new URL(`${project.base}/auth/v1/.well-known/jwks.json`))
    const { payload, protectedHeader } = await jwtVerify(data.session?.access_token ?? '', keys, {
      issuer: `${project.base}/auth/v1`,
      audience: 'authenticated',
    })
    expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: project.key.kid })
    expect(payload).toMatchObject({
      sub: data.session?.user.id,
      email: 'claims@sessions.example',
      role: 'authenticated',
      aal: 'aal1',
    })
    expect(payload.amr).toMatchObject([{ method: 'otp' }])
    expect((await client.auth.getClaims()).data?.claims.session_id).toBe(payload.session_id)
    const published = await (await fetch(`${project.base}/auth/v1/.well-known/jwks.json`)).text()
    expect(published).not.toContain('"d"')
  })

  test('two refreshes at the same moment both succeed and agree', async () => {
    const { sql } = project.supabase
    const token = await tokenOf(await project.person('tabs@sessions.example'))
    const waiting = async () => {
      const [row] = await sql<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      return row?.count
    }
    // Held back by a lock on the token, the two meet in the middle of their work.
    const answers = await sql.begin(async (tx) => {
      await tx`select from auth.refresh_tokens where token = ${token} for update`
      const both = [refresh(token), refresh(token)]
      await expect.poll(waiting, { interval: 10 }).toBe(2)
      return { both }
    })
    const [one, two] = (await Promise.all(answers.both)).map(({ data }) => data.session?.refresh_token)
    expect(one).toEqual(expect.any(String))
    expect(two).toBe(one)
  })

  test('a client that never saw the successor may ask again later', async () => {
    const token = await tokenOf(await project.person('lost@sessions.example'))
    const successor = (await refresh(token)).data.session?.refresh_token
    await agedBy(token, '1 hour')
    expect((await refresh(token)).data.session?.refresh_token).toBe(successor)
  })

  test('an old token used again later is refused and ends the session', async () => {
    const client = await project.person('stolen@sessions.example')
    const first = await tokenOf(client)
    const second = (await refresh(first)).data.session?.refresh_token ?? ''
    const third = (await refresh(second)).data.session?.refresh_token ?? ''
    await agedBy(first, '11 seconds')
    expect((await refresh(first)).error?.code).toBe('refresh_token_already_used')
    expect((await refresh(third)).error?.code).toBe('refresh_token_not_found')
    expect((await client.auth.getUser()).error?.name).toBe('AuthSessionMissingError')
  })

  test('signing out ends this session, or all of them', async () => {
    const [email, one] = ['out@sessions.example', await project.person('out@sessions.example')]
    const two = project.anonymous()
    await two.auth.verifyOtp({ type: 'email', token_hash: (await codeFor(email)).hashed_token })
    const [tokenOne, tokenTwo] = [await tokenOf(one), await tokenOf(two)]

    await one.auth.signOut({ scope: 'local' })
    expect((await refresh(tokenOne)).error?.code).toBe('refresh_token_not_found')
    const kept = (await refresh(tokenTwo)).data.session
    expect(kept).not.toBeNull()
    await project.service().auth.admin.signOut(kept?.access_token ?? '', 'global')
    expect((await refresh(kept?.refresh_token ?? '')).error?.code).toBe('refresh_token_not_found')
  })

  test('a token nobody signed is nobody', async () => {
    expect((await project.anonymous().auth.getUser('a.b.c')).error).toMatchObject({ status: 403, code: 'bad_jwt' })
  })
})

describe('administration', () => {
  test('creates, finds, changes, lists and deletes users', async () => {
    const { admin } = project.service().auth
    const created = await admin.createUser({
      email: 'Made@Admin.example',
      user_metadata: { a: 1, b: 2 },
      app_metadata: { plan: 'x' },
    })
    const id = created.data.user?.id ?? ''
    expect(created.data.user).toMatchObject({
      email: 'made@admin.example',
      app_metadata: { provider: 'email', plan: 'x' },
    })
    expect(created.data.user?.identities).toMatchObject([
      { provider: 'email', identity_data: { email: 'made@admin.example' } },
    ])
    expect((await admin.createUser({ email: 'made@admin.example' })).error?.code).toBe('email_exists')

    const changed = await admin.updateUserById(id, {
      user_metadata: { a: null, c: 3 },
      email: 'other@admin.example',
      email_confirm: true,
    })
    expect(changed.data.user).toMatchObject({ email: 'other@admin.example', user_metadata: { b: 2, c: 3 } })
    expect(changed.data.user?.user_metadata).not.toHaveProperty('a')
    expect((await admin.getUserById(id)).data.user?.email).toBe('other@admin.example')

    await admin.createUser({ email: 'second@admin.example' })
    const page = await admin.listUsers({ page: 1, perPage: 1 })
    expect(page.data.users).toHaveLength(1)
    expect(page.data).toMatchObject({ nextPage: 2, total: expect.any(Number) })

    expect((await admin.deleteUser(id)).error).toBeNull()
    expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' })
  })

  test('a banned user cannot come in', async () => {
    const client = await project.person('banned@admin.example')
    const { data } = await client.auth.getSession()
    await project.service().auth.admin.updateUserById(data.session?.user.id ?? '', { ban_duration: '24h' })
    expect((await client.auth.refreshSession()).error?.code).toBe('user_banned')
    const token_hash = (await codeFor('banned@admin.example')).hashed_token
    expect((await project.anonymous().auth.verifyOtp({ token_hash, type: 'email' })).error?.code).toBe('user_banned')
  })

  test('invites by letter, and makes links for newcomers', async () => {
    const { admin } = project.service().auth
    await admin.inviteUserByEmail('guest@admin.example', { data: { from: 'us' } })
    const letter = lastMailTo('guest@admin.example')
    expect(letter?.kind).toBe('invite')
    const accepted = await project.anonymous().auth.verifyOtp({ token_hash: letter?.tokenHash ?? '', type: 'invite' })
    expect(accepted.data.user?.user_metadata).toMatchObject({ from: 'us' })

    const made = await admin.generateLink({
      type: 'signup',
      email: 'newcomer@admin.example',
      password: 'some password',
    })
    expect(made.data.properties).toMatchObject({
      verification_type: 'signup',
      email_otp: expect.stringMatching(/^\d{6}$/),
    })
    expect((await admin.generateLink({ type: 'recovery', email: 'missing@admin.example' })).error?.status).toBe(404)
  })

  test('is closed to everyone without the secret key', async () => {
    const person = await project.person('curious@admin.example')
    for (const client of [person, project.anonymous()]) {
      expect((await client.auth.admin.listUsers()).error).toMatchObject({ status: 403, code: 'not_admin' })
      expect(
        (await client.auth.admin.generateLink({ type: 'magiclink', email: 'curious@admin.example' })).error?.status,
      ).toBe(403)
      expect((await client.auth.admin.inviteUserByEmail('x@admin.example')).error?.status).toBe(403)
    }
    const guessed = createClient(project.base, 'sb_secret_guessed')
    expect((await guessed.auth.admin.listUsers()).error?.status).toBe(401)
  })
})
