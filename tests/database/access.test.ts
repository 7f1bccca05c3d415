import { afterAll, describe, expect, test } from 'vitest'
import { ACCESS, CALLED_BY_NOBODY, CALLED_BY_PEOPLE, CALLED_BY_THE_SERVICE, CHANGEABLE } from './fixtures/access.ts'
import { openDatabase } from './fixtures/database.ts'
import { openGateway } from './fixtures/gateway.ts'
import { changeable, observe, ROLES, type Role } from './fixtures/observe.ts'
import { NAMES } from './fixtures/tenants.ts'

const { sql, url } = await openDatabase()
const gateway = await openGateway(url)
afterAll(() => gateway.supabase.close())

const roles = Object.keys(ROLES) as Role[]
const served = Object.keys(ACCESS).filter((name) => name.startsWith('public.'))

describe('inside the database', () => {
  test('every role does to every table and view what is written down, and nothing else', async () => {
    expect(await observe(sql)).toEqual(ACCESS)
  })

  test('people change only these columns', async () => {
    expect(await changeable(sql)).toEqual(CHANGEABLE)
  })

  test('every function is called by those it is meant for, and by nobody without an account', async () => {
    const functions = await sql<{ name: string; anonymous: boolean; people: boolean; service: boolean }[]>`
      select n.nspname || '.' || p.proname as name, has_function_privilege('anon', p.oid, 'execute') as anonymous,
             has_function_privilege('authenticated', p.oid, 'execute') as people,
             has_function_privilege('service_role', p.oid, 'execute') as service
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'private') order by 1`
    const names = (who: (one: (typeof functions)[number]) => boolean) => functions.filter(who).map(({ name }) => name)

    expect(names(({ anonymous }) => anonymous)).toEqual([])
    expect(names(({ people, service }) => people && service)).toEqual([...CALLED_BY_PEOPLE].sort())
    expect(names(({ people, service }) => service && !people)).toEqual([...CALLED_BY_THE_SERVICE].sort())
    expect(names(({ people, service }) => !service && !people)).toEqual(CALLED_BY_NOBODY)
    expect(names(({ people, service }) => people && !service)).toEqual([])
  })

  test('views look with the eyes of who asks', async () => {
    const views = await sql<{ name: string; options: string[] | null }[]>`
      select relname as name, reloptions as options from pg_class
      where relkind in ('v', 'm') and relnamespace in ('public'::regnamespace, 'private'::regnamespace)`
    expect(views.filter(({ options }) => !options?.includes('security_invoker=true'))).toEqual([])
    expect(views.length).toBeGreaterThan(0)
  })

  test('the queue itself is out of reach', async () => {
    const [reach] = await sql`
      select has_schema_privilege('anon', 'pgmq', 'usage') or has_schema_privilege('authenticated', 'pgmq', 'usage') as usage`
    expect(reach).toEqual({ usage: false })
  })
})

describe('over REST', () => {
  const named = (row: Record<string, unknown>) => {
    const id = String(row.client_id ?? row.user_id ?? row.id ?? 'nobody')
    return 'client_id' in row && row.client_id === null ? 'nobody' : (NAMES[id] ?? id)
  }

  test.each(roles)('%s reads what is written down', async (role) => {
    const client = await gateway.as(role)
    const everyone = await gateway.as('service')
    for (const relation of served) {
      const name = relation.slice('public.'.length)
      const [mark] = ACCESS[relation]?.[roles.indexOf(role)]?.split(' ') ?? []
      const { data, error } = await client.from(name).select()
      const seen = [...new Set((data ?? []).map(named))].sort()

      if (mark === '-') expect([relation, error?.code]).toEqual([relation, '42501'])
      else if (mark === '*') {
        const { data: all } = await everyone.from(name).select()
        expect([relation, data]).toEqual([relation, all])
        expect(data?.length, relation).toBeGreaterThan(0)
      } else expect([relation, seen.join('+') || '.']).toEqual([relation, mark])
    }
  })

  test.each(roles.filter((role) => role !== 'service'))('%s writes nothing that is not theirs', async (role) => {
    const client = await gateway.as(role)
    for (const relation of served) {
      const name = relation.slice('public.'.length)
      const [before] =
        await sql`select count(*) as rows, md5(string_agg(one::text, '|' order by one::text)) from ${sql(relation)} one`
      const answers = [
        await client.from(name).insert({}),
        await client.from(name).delete().not('created_at', 'is', null),
        await client.from(name).update({ created_at: '2020-01-01' }).not('created_at', 'is', null),
      ]
      for (const { error } of answers) expect([relation, error?.code]).toEqual([relation, expect.any(String)])
      const [after] =
        await sql`select count(*) as rows, md5(string_agg(one::text, '|' order by one::text)) from ${sql(relation)} one`
      expect([relation, after]).toEqual([relation, before])
    }
  })

  test.each(roles.filter((role) => role !== 'service'))(
    '%s calls none of the functions of the service',
    async (role) => {
      const client = await gateway.as(role)
      const functions = await sql<{ name: string; names: string[] | null; inputs: number }[]>`
      select proname as name, proargnames as names, pronargs as inputs from pg_proc
      where pronamespace = 'public'::regnamespace and 'public.' || proname in ${sql(CALLED_BY_THE_SERVICE)}`
      for (const { name, names, inputs } of functions) {
        const nulls = Object.fromEntries((names ?? []).slice(0, inputs).map((argument) => [argument, null]))
        const { error } = await client.rpc(name, nulls)
        expect([name, error?.code]).toEqual([name, '42501'])
      }
      expect(functions.length).toBeGreaterThan(15)
    },
  )
})
