import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSigningKey, type SigningKey } from '../../local/supabase/create.ts'
import { type Project, startProject } from './local-supabase-project.ts'

const schema = `
  create table public.notes (
    id bigint generated always as identity primary key,
    owner uuid not null default auth.uid(),
    body text not null check (body <> ''),
    sealed text,
    unique (owner, body)
  );
  revoke all on public.notes from anon, authenticated;
  grant select (id, owner, body), insert (body), update (body) on public.notes to authenticated;
  grant delete on public.notes to authenticated;
  alter table public.notes enable row level security;
  create policy "owners read" on public.notes for select to authenticated using (owner = (select auth.uid()));
  create policy "owners write" on public.notes for insert to authenticated with check (owner = (select auth.uid()));
  create policy "owners change" on public.notes for update to authenticated using (owner = (select auth.uid()));

  create function public.fail(code text) returns void language plpgsql as
    'begin raise exception using errcode = code, message = ''No'', detail = ''why'', hint = ''how''; end';
  create function public.whoami() returns jsonb language sql as
    'select jsonb_build_object(''uid'', auth.uid(), ''role'', auth.role(), ''email'', auth.email(), ''current'', current_user)';
`

let project: Project

beforeAll(async () => {
  project = await startProject(schema)
})
afterAll(() => project.close())

describe('who may do what', () => {
  test('a column without a grant cannot be read or written, whatever the row', async () => {
    const ana = await project.person('ana@columns.example')
    const { data } = await ana.from('notes').insert({ body: 'mine' }).select('id, body').single()
    expect(data).toEqual({ id: expect.any(Number), body: 'mine' })

    const read = await ana.from('notes').select('sealed')
    expect([read.status, read.error?.code]).toEqual([403, '42501'])
    const write = await ana.from('notes').update({ sealed: 'x' }).eq('body', 'mine')
    expect([write.status, write.error?.code]).toEqual([403, '42501'])
    const planted = await ana.from('notes').insert({ body: 'other', owner: crypto.randomUUID() })
    expect([planted.status, planted.error?.code]).toEqual([403, '42501'])
  })

  test('people see their own rows, a visitor none, the service all', async () => {
    const [ana, ben] = [await project.person('ana@rows.example'), await project.person('ben@rows.example')]
    await ana.from('notes').insert({ body: 'of ana' })
    await ben.from('notes').insert({ body: 'of ben' })

    expect((await ana.from('notes').select('body')).data).toEqual([{ body: 'of ana' }])
    expect((await ben.from('notes').select('body')).data).toEqual([{ body: 'of ben' }])
    expect((await project.service().from('notes').select('body').like('body', 'of %')).data).toHaveLength(2)
    const visitor = await project.anonymous().from('notes').select('body')
    expect([visitor.status, visitor.error?.code]).toEqual([401, '42501'])
    expect((await ana.from('notes').delete().eq('body', 'of ben').select('id')).data).toEqual([])
  })

  test('inside the database everyone is who they say', async () => {
    const ana = await project.person('ana@who.example')
    const { data } = await ana.auth.getUser()
    const uid = data.user?.id
    expect((await ana.rpc('whoami')).data).toEqual({
      uid,
      role: 'authenticated',
      email: 'ana@who.example',
      current: 'authenticated',
    })
    expect((await project.anonymous().rpc('whoami')).data).toMatchObject({ uid: null, current: 'anon' })
    expect((await project.service().rpc('whoami')).data).toMatchObject({ uid: null, current: 'service_role' })
  })

  test('fifty requests of two people at once never mix', async () => {
    const people = await Promise.all(['ana', 'ben'].map((name) => project.person(`${name}@parallel.example`)))
    const ids = await Promise.all(people.map(async (one) => (await one.auth.getUser()).data.user?.id))
    await Promise.all(people.map((one, index) => one.from('notes').insert({ body: `parallel ${index}` })))

    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, turn) => {
        const who = turn % 2
        const client = people[who]
        if (turn % 3 === 0) return { who, seen: [(await client?.rpc('whoami'))?.data.uid] }
        const rows = (await client?.from('notes').select('owner'))?.data ?? []
        return { who, seen: rows.map(({ owner }) => owner) }
      }),
    )
    for (const { who, seen } of answers) expect(seen).toEqual([ids[who]])
  })
})

describe('tokens', () => {
  const claims = () => ({ sub: crypto.randomUUID(), role: 'authenticated', aud: 'authenticated' })
  const signed = async (key: SigningKey, payload: JWTPayload, times: [number, number]) =>
    new SignJWT({ iss: `${project.base}/auth/v1`, ...payload })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .setIssuedAt(times[0])
      .setExpirationTime(times[1])
      .sign(await importJWK(key, 'ES256'))
  const now = () => Math.floor(Date.now() / 1000)

  test.each([
    ['expired', 'PGRST303', () => signed(project.key, claims(), [now() - 100, now() - 50])],
    [
      'of another project',
      'PGRST303',
      () => signed(project.key, { ...claims(), iss: 'https://other.example/auth/v1' }, [now(), now() + 60]),
    ],
    [
      'signed by somebody else',
      'PGRST301',
      async () => signed(await createSigningKey(), claims(), [now(), now() + 60]),
    ],
    ['no token at all', 'PGRST301', async () => 'nonsense'],
  ])('a token that is %s is refused as PostgREST refuses it', async (_, code, make) => {
    const { status, error } = await project.bearing(await make()).rpc('whoami')
    expect([status, error?.code]).toEqual([401, code])
  })

  test('a shared secret is not a way in', async () => {
    const secret = new TextEncoder().encode('a secret of forty characters, for a test')
    const forged = await new SignJWT({ ...claims(), role: 'service_role' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1m')
      .sign(secret)
    expect((await project.bearing(forged).rpc('whoami')).status).toBe(401)
  })

  test('no API key, no service', async () => {
    expect((await fetch(`${project.base}/rest/v1/notes`)).status).toBe(401)
    expect((await fetch(`${project.base}/rest/v1/notes`, { headers: { apikey: 'sb_secret_guessed' } })).status).toBe(
      401,
    )
  })
})

describe('errors', () => {
  test.each([
    ['P0001', 400],
    ['23514', 400],
    ['23505', 409],
    ['23503', 409],
    ['22P02', 400],
    ['40001', 500],
    ['40P01', 500],
    ['55P03', 500],
    ['57014', 500],
    ['53300', 503],
    ['42501', 401],
    ['PT402', 402],
    ['PT409', 409],
  ])('%s raised in a function is answered with %i and Postgres own words', async (code, status) => {
    const answer = await project.anonymous().rpc('fail', { code })
    expect(answer.status).toBe(status)
    expect(answer.error).toMatchObject({ code, message: 'No', details: 'why', hint: 'how' })
  })

  test('a violated check and a double are told apart', async () => {
    const ana = await project.person('ana@errors.example')
    expect((await ana.from('notes').insert({ body: '' })).error?.code).toBe('23514')
    await ana.from('notes').insert({ body: 'once' })
    const twice = await ana.from('notes').insert({ body: 'once' })
    expect([twice.status, twice.error?.code]).toEqual([409, '23505'])
  })

  test('a change that was to be of one row and is of two is taken back', async () => {
    const ana = await project.person('ana@single.example')
    await ana.from('notes').insert([{ body: 'one' }, { body: 'two' }])
    const { data: before } = await ana.from('notes').select('id, body').order('id')
    const both = await ana.from('notes').update({ body: 'same' }).gt('id', 0).select('id').single()
    expect(both.error?.code).toMatch(/23505|PGRST116/)
    expect((await ana.from('notes').select('id, body').order('id')).data).toEqual(before)

    const owner = (await ana.auth.getUser()).data.user?.id
    const service = project.service()
    const gone = await service.from('notes').delete().eq('owner', owner).select('id').single()
    expect([gone.status, gone.error?.code]).toEqual([406, 'PGRST116'])
    expect((await ana.from('notes').select('id')).data).toHaveLength(2)
  })

  test('unknown tables, columns and functions are named', async () => {
    const service = project.service()
    expect((await service.from('nowhere').select()).error?.code).toBe('PGRST205')
    expect((await service.rpc('nothing')).error?.code).toBe('PGRST202')
    expect((await service.from('notes').select('nope')).error).toMatchObject({
      code: '42703',
      message: expect.stringContaining('nope'),
    })
  })
})

test('a table made later is served after reload, and requests are counted', async () => {
  const { supabase } = project
  expect((await project.service().from('later').select()).error?.code).toBe('PGRST205')
  await supabase.sql`create table public.later (id integer primary key)`
  await supabase.reload()
  const before = supabase.requests()
  expect((await project.service().from('later').select()).data).toEqual([])
  expect(supabase.requests()).toBe(before + 1)
})
