import type { Sql, TransactionSql } from 'postgres'
import { expect, test } from 'vitest'
import { ACCESS, CHANGEABLE } from './fixtures/access.ts'
import { openDatabase } from './fixtures/database.ts'
import { ATTEMPT, changeable, observe, ROLES } from './fixtures/observe.ts'

type Policy = { name: string; table: string; roles: string[]; reads: boolean; writes: boolean }
type Mutant = { name: string; table: string; statement: string }

const { sql } = await openDatabase()
const policies = await sql<Policy[]>`
  select policyname as name, schemaname || '.' || tablename as table, roles::text[] as roles, qual is not null as reads,
         with_check is not null as writes
  from pg_policies where schemaname in ('public', 'private') order by 2, 1`
const tables = Object.keys(ACCESS).filter((name) => name !== 'public.draft_cards' && name !== 'private.local_clock')

test.each(policies.filter(forPeople).flatMap(mutantsOf))('noticed: $name', kills)

test.each(tables.flatMap(grantsTo))('noticed: $name', kills)

test.each(tables.filter(readByPeople).map(unlocked))('noticed: $name', kills)

test.each(policies.filter((policy) => policy.writes && forPeople(policy)))(
  'given away, were it for columns alone: not past "$name"',
  async ({ name, table }) => {
    const widened = `grant update on ${table} to authenticated`
    expect(await givesAway(table, widened)).toMatch(/^42501 new row violates row-level security/)
    expect(await givesAway(table, `${widened}; alter policy "${name}" on ${table} with check (true)`)).not.toMatch(
      /^42501/,
    )
  },
)

test('the policies left out are for the service alone, which no policy holds back', async () => {
  const [service] = await sql`select rolbypassrls as passes from pg_roles where rolname = 'service_role'`
  expect(service).toEqual({ passes: true })
  const inert = policies.filter((policy) => !forPeople(policy)).map(({ table }) => table)
  expect(inert).toEqual([
    'private.gmail_meters',
    'private.leases',
    'private.model_routes',
    'private.model_spending',
    'private.rates',
    'private.triage_curves',
    'private.vocabulary',
    'public.mailbox_grants',
  ])
})

test('a change that changes nothing is not noticed', async () => {
  expect(await survives({ name: 'nothing', table: 'public.drafts', statement: 'select 1' })).toBe(true)
})

async function kills(mutant: Mutant): Promise<void> {
  expect(await survives(mutant), `nothing notices "${mutant.name}"`).toBe(false)
}

/** Whether the expectations still hold in a world with this one change, which is then taken back. */
async function survives({ table, statement }: Mutant): Promise<boolean> {
  let held = false
  await undo(async (own) => {
    await own.unsafe(statement)
    const session = own as unknown as Sql
    const [seen, columns] = [await observe(session, table), await changeable(session)]
    held = same(seen[table], ACCESS[table]) && same(columns, CHANGEABLE)
  })
  return held
}

/** What the owner of A is told who makes a row theirs no longer. */
async function givesAway(table: string, statement: string): Promise<string> {
  let told = 'nothing'
  await undo(async (own) => {
    await own.unsafe(statement)
    await own.unsafe(ATTEMPT)
    const { role, claims } = ROLES.owner
    const away = `update ${table} set id = gen_random_uuid()`
    const [answer] = await own<
      { told: string }[]
    >`select pg_temp.attempt(${role}, ${JSON.stringify(claims)}, ${away}) as told`
    told = answer?.told ?? told
  })
  return told
}

async function undo(work: (own: TransactionSql) => Promise<void>): Promise<void> {
  const undone = new Error('undone')
  const changed = sql.begin(async (own) => {
    await work(own)
    throw undone
  })
  await changed.catch((error: unknown) => {
    if (error !== undone) throw error
  })
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function forPeople({ roles }: Pick<Policy, 'roles'>): boolean {
  return roles.some((role) => role !== 'service_role')
}

function readByPeople(table: string): boolean {
  return ACCESS[table]?.some((cell, role) => role < 5 && !cell.startsWith('-')) ?? false
}

function mutantsOf({ name, table, reads }: Policy): Mutant[] {
  return [
    { name: `without "${name}"`, table, statement: `drop policy "${name}" on ${table}` },
    ...(reads
      ? [{ name: `"${name}" open to all`, table, statement: `alter policy "${name}" on ${table} using (true)` }]
      : []),
  ]
}

function grantsTo(table: string): Mutant[] {
  const reach = table.startsWith('private.') ? 'grant usage on schema private to anon;' : ''
  return [
    {
      name: `all columns of ${table} changed by people`,
      table,
      statement: `grant update on ${table} to authenticated`,
    },
    { name: `${table} inserted by people`, table, statement: `grant insert on ${table} to authenticated` },
    { name: `${table} deleted by people`, table, statement: `grant delete on ${table} to authenticated` },
    { name: `${table} read without an account`, table, statement: `${reach} grant select on ${table} to anon` },
  ]
}

function unlocked(table: string): Mutant {
  return {
    name: `no row-level security on ${table}`,
    table,
    statement: `alter table ${table} disable row level security`,
  }
}
