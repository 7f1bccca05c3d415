import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { advise } from '../../local/supabase/advisors.ts'
import { migrate } from '../../local/supabase/migrate.ts'
import { generateTypes } from '../../local/supabase/types.ts'
import { emptyDatabase } from './local-supabase-project.ts'

let database: Awaited<ReturnType<typeof emptyDatabase>>

beforeAll(async () => {
  database = await emptyDatabase()
  const extraSql = `
    create type public.colour as enum ('red', 'green');
    create table public.paints (id integer primary key, colour public.colour not null);
    create index paints_colour on public.paints (colour);
  `
  await migrate(database.url, { directory: 'none', extraSql })
})
afterAll(() => database.drop())

test('tables and enums become TypeScript', async () => {
  const types = await generateTypes(database.url)
  expect(types).toMatch(/"paints": \{\s+Row: \{\s+"colour": Database.*Enums.*"colour"/)
  expect(types).toMatch(/"colour": \[\s*"red",\s*"green"\s*\]/)
})

test('the advisors name a table without row-level security, and are content once it has it', async () => {
  const about = async () =>
    (await advise(database.url)).filter(({ detail }) => detail.includes('paints')).map(({ name }) => name)
  expect(await about()).toContain('rls_disabled_in_public')

  const sql = postgres(database.url, { max: 1 })
  await sql`alter table public.paints enable row level security`
  await sql`create policy "nobody" on public.paints for select to authenticated using (false)`
  await sql.end()
  expect(await about()).toEqual([])
})

test('a database that cannot be reached is said so', async () => {
  await expect(generateTypes('postgres://postgres:x@127.0.0.1:1/none')).rejects.toThrow(
    'Cannot run "supabase gen types"',
  )
})
