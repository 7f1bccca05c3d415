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
