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

describe('one-time codes', () => {
  test('an unknown address gets a letter, and its six digits confirm and sign in, once', async () => {
    const email = 'new@codes.example'
    const client = project.anonymous()
    expect((await client.auth.signInWithOtp({ email, options: { data: { name: 'New' } } })).error).toBeNull()
    const letter = lastMailTo(email)
    expect(letter).toMatchObject({ kind: 'signup', code: expect.stringMatching(/^\d{6}$/) })
    expect(letter?.text).toContain(letter?.code)

    const verify = () => client.auth.verifyOtp({ email, token: letter?.code ?? '', type: 'email' })
    const first = await verify()
    expect(first.data.user).toMatchObject({
      email,
      user_metadata: { name: 'New' },
      email_confirmed_at: expect.any(String),
    })
    expect((await verify()).error?.code).toBe('otp_expired')
  })

  test('the link in the letter does the same through its token hash', async () => {
    const email = 'link@codes.example'
    await project.anonymous().auth.signInWithOtp({ email })
    const token_hash = lastMailTo(email)?.tokenHash ?? ''
    const { data } = await project.anonymous().auth.verifyOtp({ token_hash, type: 'email' })
    expect(data.session?.access_token).toBeTruthy()
    expect((await project.anonymous().auth.verifyOtp({ token_hash, type: 'email' })).error?.code).toBe('otp_expired')
  })

  test('a link opened in a browser moves on with a session, or with the reason', async () => {
    const email = 'browser@codes.example'
    await project.anonymous().auth.signInWithOtp({ email, options: { emailRedirectTo: 'http://127.0.0.1:9/done' } })
    const open = async () =>
      (await fetch(lastMailTo(email)?.link ?? '', { redirect: 'manual' })).headers.get('location')
    expect(await open()).toMatch(/^http:\/\/127\.0\.0\.1:9\/done#access_token=/)
    expect(await open()).toContain('error_code=otp_expired')
  })

  test('without leave to create users, an unknown address is told so and nothing is sent', async () => {
    const options = { shouldCreateUser: false }
    const { error } = await project.anonymous().auth.signInWithOtp({ email: 'nobody@codes.example', options })
    expect(error?.code).toBe('otp_disabled')
    expect(lastMailTo('nobody@codes.example')).toBeUndefined()
  })

  test('after five wrong tries the right code is dead, after four it still works', async () => {
    for (const [email, wrong, works] of [
      ['four@codes.example', 4, true],
      ['five@codes.example', 5, false],
    ] as const) {
      await project.service().auth.admin.createUser({ email, email_confirm: true })
      const { email_otp } = await codeFor(email)
      const bad = email_otp === '000000' ? '111111' : '000000'
      for (let attempt = 0; attempt < wrong; attempt += 1) {
        expect((await project.anonymous().auth.verifyOtp({ email, token: bad, type: 'email' })).error?.code).toBe(
          'otp_expired',
        )
      }
      const { data } = await project.anonymous().auth.verifyOtp({ email, token: email_otp, type: 'email' })
      expect(data.session !== null).toBe(works)
    }
  })

  test('twenty guesses at once count as much as twenty in a row', async () => {
    const email = 'guesses@codes.example'
    await project.service().auth.admin.createUser({ email, email_confirm: true })
    const { email_otp } = await codeFor(email)
    const guesses = Array.from({ length: 20 }, (_, index) =>
      String((Number(email_otp) + index + 1) % 1_000_000).padStart(6, '0'),
    )
    await Promise.all(guesses.map((token) => project.anonymous().auth.verifyOtp({ email, token, type: 'email' })))
    expect((await project.anonymous().auth.verifyOtp({ email, token: email_otp, type: 'email' })).error?.code).toBe(
      'otp_expired',
    )
  })

  test('the right code sent twice at once opens one session', async () => {
    const email = 'twice@codes.example'
    await project.service().auth.admin.createUser({ email, email_confirm: true })
    const { email_otp } = await codeFor(email)
    const verify = () => project.anonymous().auth.verifyOtp({ email, token: email_otp, type: 'email' })
    const answers = await Promise.all([verify(), verify(), verify()])
    expect(answers.filter(({ data }) => data.session)).toHaveLength(1)
  })

  test('a code is good for ten minutes, and only the latest one', async () => {
    const email = 'late@codes.example'
    await project.service().auth.admin.createUser({ email, email_confirm: true })
    const older = await codeFor(email)
    const newer = await codeFor(email)
    const verify = async (token: string) =>
      (await project.anonymous().auth.verifyOtp({ email, token, type: 'email' })).data.session !== null
    if (older.email_otp !== newer.email_otp) expect(await verify(older.email_otp)).toBe(false)

    const age = (by: string) => project.supabase.sql`
      update auth.one_time_codes set created_at = now() - ${by}::interval where email = ${email}`
    await age('10 minutes 1 second')
    expect(await verify(newer.email_otp)).toBe(false)
    await age('9 minutes')
    expect(await verify(newer.email_otp)).toBe(true)
  })

  test('generateLink sends no letter', async () => {
    await project.service().auth.admin.createUser({ email: 'quiet@codes.example', email_confirm: true })
    await codeFor('quiet@codes.example')
    expect(lastMailTo('quiet@codes.example')).toBeUndefined()
  })
})

describe('passwords', () => {
  test('sign up, confirm, sign in, recover, change', async () => {
    const [email, client] = ['pass@words.example', project.anonymous()]
    expect((await client.auth.signUp({ email, password: 'first password' })).data.session).toBeNull()
    expect((await client.auth.signInWithPassword({ email, password: 'first password' })).error?.code).toBe(
      'email_not_confirmed',
    )
    await client.auth.verifyOtp({ email, token: lastMailTo(email)?.code ?? '', type: 'signup' })
    expect((await client.auth.signInWithPassword({ email, password: 'wrong password' })).error?.code).toBe(
      'invalid_credentials',
    )
    expect((await client.auth.signInWithPassword({ email, password: 'first password' })).data.user?.email).toBe(email)

    await client.auth.resetPasswordForEmail(email)
    const recovered = await client.auth.verifyOtp({ token_hash: lastMailTo(email)?.tokenHash ?? '', type: 'recovery' })
    expect(recovered.error).toBeNull()
    await client.auth.updateUser({ password: 'second password' })
    expect((await project.anonymous().auth.signInWithPassword({ email, password: 'second password' })).error).toBeNull()
  })

  test('a new address counts once its own code came back', async () => {
    const client = await project.person('old@words.example')
    await client.auth.updateUser({ email: 'moved@words.example' })
    expect((await client.auth.getUser()).data.user?.email).toBe('old@words.example')
    const token = lastMailTo('moved@words.example')?.code ?? ''
    await project.anonymous().auth.verifyOtp({ email: 'moved@words.example', token, type: 'email_change' })
    expect((await client.auth.getUser()).data.user?.email).toBe('moved@words.example')
  })
})

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

  test('two refreshes at once both succeed and agree', async () => {
    const token = await tokenOf(await project.person('tabs@sessions.example'))
    const answers = await Promise.all([refresh(token), refresh(token)])
    const [one, two] = answers.map(({ data }) => data.session?.refresh_token)
    expect(one).toBeTruthy()
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
