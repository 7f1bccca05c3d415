import { describe, expect, test } from 'vitest'
import { readMigrations } from '../../local/supabase/migrations.ts'
import { openDatabase } from './fixtures/database.ts'

const { sql } = await openDatabase()

type Table = { name: string; comment: string | null; secured: boolean; columns: string[]; touched: boolean }
type Key = { table: string; name: string; on_delete: string; indexed: boolean }
type Function = {
  name: string
  settings: string[] | null
  definer: boolean
  open: boolean
  volatility: string
  body: string
}

/** Nobody changes a row of a trail; windows, leases, meters and vocabularies are rewritten whole; the clock is the local world's. */
const UNTIMED: Record<string, string[]> = {
  'public.audit_events': ['updated_at'],
  'private.rates': ['created_at', 'updated_at'],
  'private.leases': ['created_at', 'updated_at'],
  'private.gmail_meters': ['created_at', 'updated_at'],
  'private.vocabulary': ['created_at', 'updated_at'],
}
const LOCAL = ['private.local_clock', 'private.travel']

const tables = (
  await sql<Table[]>`
    select n.nspname || '.' || c.relname as name, obj_description(c.oid) as comment, c.relrowsecurity as secured,
           array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
           exists (select from pg_trigger where tgrelid = c.oid and tgfoid = 'private.touch'::regproc and tgenabled = 'O'
                   and tgtype & 19 = 19) as touched
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') order by 1`
).filter(({ name }) => !LOCAL.includes(name))

const functions = (
  await sql<Function[]>`
    select n.nspname || '.' || p.proname as name, p.proconfig as settings, p.prosecdef as definer, p.prosrc as body,
           p.provolatile as volatility,
           coalesce(bool_or(a.grantee = 0), p.proacl is null) as open
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace left join aclexplode(p.proacl) a on true
    where n.nspname in ('public', 'private') group by p.oid, n.nspname order by 1`
).filter(({ name }) => !LOCAL.includes(name))

const migrations = readMigrations()
  .map((migration) => migration.sql)
  .join('\n')

describe('every table', () => {
  test('says what it is', () => {
    expect(tables.filter(({ comment }) => !comment).map(({ name }) => name)).toEqual([])
    expect(tables.length).toBeGreaterThan(15)
  })

  test('has row-level security', () => {
    expect(tables.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual([])
  })

  test('knows when a row was made and changed, or is a named exception', () => {
    const missing = (one: Table) => ['created_at', 'updated_at'].filter((column) => !one.columns.includes(column))
    const untimed = tables.filter((one) => missing(one).length > 0).map((one) => [one.name, missing(one)])
    expect(Object.fromEntries(untimed)).toEqual(UNTIMED)
    const untouched = tables.filter(({ columns, touched }) => columns.includes('updated_at') && !touched)
    expect(untouched.map(({ name }) => name)).toEqual([])
  })

  test('of a business is found by it', async () => {
    const owned = tables.filter(({ columns }) => columns.includes('client_id')).map(({ name }) => name)
    const led = await sql<{ name: string }[]>`
      select distinct n.nspname || '.' || c.relname as name
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where a.attname = 'client_id' and i.indpred is null`
    expect(owned.filter((name) => !led.some((index) => index.name === name))).toEqual([])
    expect(owned.length).toBeGreaterThan(10)
  })
})

describe('every foreign key', async () => {
  const keys = await sql<Key[]>`
    select conrelid::regclass::text as table, conname as name, confdeltype as on_delete,
           exists (
             select from pg_index i where i.indrelid = conrelid and i.indpred is null
               and (i.indkey::smallint[])[0:cardinality(conkey) - 1] @> conkey
           ) as indexed
    from pg_constraint where contype = 'f' and connamespace in ('public'::regnamespace, 'private'::regnamespace)`

  test('says what happens when the other row goes', () => {
    expect(keys.filter(({ on_delete }) => on_delete === 'a').map(({ name }) => name)).toEqual([])
    expect(keys.length).toBeGreaterThan(20)
  })

  test('is led by an index', () => {
    expect(keys.filter(({ indexed }) => !indexed).map(({ name }) => name)).toEqual([])
  })
})

describe('every function', () => {
  test('finds nothing by a search path', () => {
    const loose = functions.filter(({ settings }) => !settings?.includes('search_path=""'))
    expect(loose.map(({ name }) => name)).toEqual([])
    expect(functions.length).toBeGreaterThan(40)
  })

  test('is closed to the public', () => {
    expect(functions.filter(({ open }) => open).map(({ name }) => name)).toEqual([])
  })

  test('with its owner’s rights is private', () => {
    const definers = functions.filter(({ definer }) => definer).map(({ name }) => name)
    expect(definers.filter((name) => !name.startsWith('private.'))).toEqual([])
    expect(definers.length).toBeGreaterThan(8)
  })

  test('with its owner’s rights says why, itself or the one it follows', () => {
    const written = [
      ...migrations.matchAll(/((?:^--.*\n)*)^create function (\S+?)\((?:(?!^create )[\s\S])*?security definer/gm),
    ].map(([, comment = '', name = '']) => ({ name, explained: comment.includes('Definer') }))
    const unexplained = written.filter(({ explained }) => !explained).map(({ name }) => name)
    expect(unexplained).toEqual(EXPLAINED_TOGETHER)

    // The local world gives its clock its owner's rights; it is none of the migrations' functions then.
    const definers = functions.filter(({ definer, name }) => definer && name !== 'private.now').map(({ name }) => name)
    expect(written.map(({ name }) => name).sort()).toEqual(definers)
  })

  test('has a name of its own in its schema', () => {
    const names = functions.map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

/** In knowledge and drafts: "Definer, like every function below that a member may call". */
const EXPLAINED_TOGETHER = [
  'private.rename_source',
  'private.reread_source',
  'private.delete_source',
  'private.attach_file',
  'private.detach_file',
  'private.approve_draft',
  'private.vouch_for',
  'private.choose_wording',
  'private.undo_decision',
  'private.discard_draft',
]

test('nothing at all is granted to those without an account, nor to the public', async () => {
  const grants = await sql`
    select c.relname as name, a.privilege_type as right from pg_class c, aclexplode(c.relacl) a
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee in (0, 'anon'::regrole)
    union all
    select c.relname || '.' || t.attname, a.privilege_type from pg_attribute t
    join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee in (0, 'anon'::regrole)
    union all
    select p.proname, a.privilege_type from pg_proc p, aclexplode(p.proacl) a
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee in (0, 'anon'::regrole)
    union all
    select 'whatever comes next', a.privilege_type from pg_default_acl d, aclexplode(d.defaclacl) a
    where d.defaclnamespace in (0, 'public'::regnamespace, 'private'::regnamespace)
      and a.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)
      and d.defaclrole = current_user::regrole`
  expect(grants).toEqual([])
})
