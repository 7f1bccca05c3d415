import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { templateDatabase } from '../../local/supabase/databases.ts'
import { migrate } from '../../local/supabase/migrate.ts'
import { testPostgres } from '../support/postgres.ts'
import { emptyDatabase } from './local-supabase-project.ts'

let directory: string
let database: Awaited<ReturnType<typeof emptyDatabase>>
let sql: postgres.Sql

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  database = await emptyDatabase()
  sql = postgres(database.url, { max: 1, onnotice: () => undefined })
})
afterEach(async () => {
  await sql.end()
  await database.drop()
  rmSync(directory, { recursive: true })
})

const write = (name: string, text: string) => writeFileSync(path.join(directory, name), text)
const run = () => migrate(database.url, { directory })

describe('migrations', () => {
  test('are applied in name order, once, and recorded', async () => {
    write('20260102_second.sql', 'insert into public.first values (2);')
    write('20260101_first.sql', 'create table public.first (id integer);')
    expect(await run()).toEqual({ applied: ['20260101_first.sql', '20260102_second.sql'], changed: false })
    write('20260103_third.sql', 'insert into public.first values (3);')
    expect(await run()).toEqual({ applied: ['20260103_third.sql'], changed: false })
    expect(await sql`select id from public.first order by id`).toEqual([{ id: 2 }, { id: 3 }])
    const names =
      await sql`select version, name from supabase_migrations.schema_migrations where version like '2026%' order by 1`
    expect(names.map(({ name }) => name)).toEqual(['first', 'second', 'third'])
  })

  test('that read differently than when they were applied, or vanished, stop everything', async () => {
    write('1_one.sql', 'create table public.one (id integer);')
    await run()
    write('1_one.sql', 'create table public.one (id bigint);')
    write('2_two.sql', 'create table public.two (id integer);')
    expect(await run()).toEqual({ applied: [], changed: true })
    expect(await sql`select to_regclass('public.two') as two`).toEqual([{ two: null }])
    rmSync(path.join(directory, '1_one.sql'))
    expect(await run()).toEqual({ applied: [], changed: true })
  })

  test('that fail are rolled back whole, and the error names file, line and reason', async () => {
    write('1_good.sql', 'create table public.good (id integer);')
    write('2_bad.sql', '-- a comment\n\ncreate table public.half (id integer);\n\nselect nonsense\nfrom public.good;')
    await expect(run()).rejects.toThrow('Cannot apply 2_bad.sql:5: column "nonsense" does not exist')
    expect(await sql`select to_regclass('public.half') as half, to_regclass('public.good')::text as good`).toEqual([
      { half: null, good: 'good' },
    ])

    write('2_bad.sql', 'create table public.half (id integer);')
    expect(await run()).toEqual({ applied: ['2_bad.sql'], changed: false })
  })

  test('name the line even where Postgres names none', async () => {
    const body = `create function public.f() returns text language sql as $f$ select ';' /* ; */ $f$;`
    write(
      '1_twice.sql',
      `-- it's; a "trap"\n${body}\n\n  -- again;\n  create table public.t (id integer);\ncreate table public.t (id integer);`,
    )
    await expect(run()).rejects.toThrow('Cannot apply 1_twice.sql:6: relation "t" already exists')
  })

  test('run twice at once are applied once', async () => {
    write('1_one.sql', 'create table public.one (id integer);')
    const both = await Promise.all([run(), run()])
    expect(both.flatMap(({ applied }) => applied)).toEqual(['1_one.sql'])
  })

  test('find what a hosted project has', async () => {
    write(
      '1_uses.sql',
      `
      do $$ begin if not exists (select from pg_namespace where nspname = 'pgmq') then create extension pgmq; end if; end $$;
      create extension if not exists citext with schema extensions;
      select pgmq.create('letters');
      create table public.people (id uuid primary key references auth.users (id), mail citext default auth.email());
      create policy "self" on public.people to authenticated using (id = (select auth.uid()) and auth.role() = 'authenticated');
      select set_config('request.jwt.claims', '{"sub":"7b8d4c9e-0000-4000-8000-000000000001","role":"authenticated","email":"a@b.example"}', false);
    `,
    )
    await run()
    await sql`select set_config('request.jwt.claims', '{"sub":"7b8d4c9e-0000-4000-8000-000000000001","email":"a@b.example"}', false)`
    expect(await sql`select auth.uid() as uid, auth.email() as email, auth.jwt() ->> 'sub' as sub`).toEqual([
      {
        uid: '7b8d4c9e-0000-4000-8000-000000000001',
        email: 'a@b.example',
        sub: '7b8d4c9e-0000-4000-8000-000000000001',
      },
    ])
    await sql`select pgmq.send('letters', '{"n": 1}')`
    expect(await sql`select message from pgmq.read('letters', 30, 1)`).toEqual([{ message: { n: 1 } }])
  })

  test('start from open defaults, so that a forgotten revoke shows', async () => {
    write('1_open.sql', 'create table public.open (id integer);')
    await run()
    expect(await sql`select has_table_privilege('anon', 'public.open', 'select') as open`).toEqual([{ open: true }])
    await sql`alter default privileges in schema public revoke all on tables from anon`
    await sql`delete from supabase_migrations.schema_migrations where version = 'system'`
    write('2_closed.sql', 'create table public.closed (id integer);')
    await run()
    expect(await sql`select has_table_privilege('anon', 'public.closed', 'select') as open`).toEqual([{ open: false }])
  })
})

describe('the clock', () => {
  test('moves on demand, for whoever may only ask it, and brings delayed jobs due', async () => {
    write(
      '1_clock.sql',
      `
      create schema private; grant usage on schema private to authenticated;
      create function private.now() returns timestamptz language sql stable set search_path = '' as 'select pg_catalog.now()';
      select pgmq.create('jobs');
      select pgmq.send('jobs', '{"later": true}', 3600);
    `,
    )
    await run()
    const due = async () => (await sql`select message from pgmq.read('jobs', 0, 1)`).length
    const ahead = async () => {
      const [row] = await sql<{ ahead: string }[]>`select date_trunc('minute', private.now() - now())::text as ahead`
      return row?.ahead
    }
    expect([await ahead(), await due()]).toEqual(['00:00:00', 0])
    await sql`select private.travel('30 minutes')`
    expect([await ahead(), await due()]).toEqual(['00:30:00', 0])
    await sql`select private.travel('31 minutes')`
    expect([await ahead(), await due()]).toEqual(['01:01:00', 1])

    await sql`set role authenticated`
    expect(await ahead()).toBe('01:01:00')
    await expect(sql`select private.travel('1 day')`).rejects.toThrow('permission denied')
    await expect(sql`select * from private.local_clock`).rejects.toThrow('permission denied')
    await sql`reset role`
    await run()
    expect(await ahead()).toBe('01:01:00')
  })

  test('does without the migrations that use it', async () => {
    expect(await run()).toEqual({ applied: [], changed: false })
    expect(await sql`select to_regnamespace('private') as private`).toEqual([{ private: null }])
  })
})

test('a template of the real migrations is made once for all who ask, and clones of it are apart', async () => {
  const cluster = await testPostgres()
  const [one, two] = await Promise.all([templateDatabase(cluster), templateDatabase(cluster)])
  expect(one).toBe(two)
  const [left, right] = await Promise.all([cluster.database(), cluster.database()])
  const inLeft = postgres(left.url, { max: 1 })
  const inRight = postgres(right.url, { max: 1 })
  await inLeft`create table public.only_here (id integer)`
  expect(
    await inRight`select to_regclass('public.only_here') as found, current_setting('search_path') as path`,
  ).toEqual([{ found: null, path: '"$user", public, extensions' }])
  await Promise.all([inLeft.end(), inRight.end()])
  await Promise.all([left.drop(), right.drop()])
})
