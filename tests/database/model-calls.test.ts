import { expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { A, B } from './fixtures/tenants.ts'

const { sql } = await openDatabase(30)

test('told by many at once, twice and in any order, each call counts once and nobody waits in a circle', async () => {
  const calls = Array.from({ length: 60 }, (_, nth) => call(nth))
  const told = [...calls, ...calls].map((_, nth, all) => all.slice(nth, nth + 30).toSorted(() => (nth % 2 ? 1 : -1)))
  await Promise.all(told.map((some) => record(some)))

  const [ledger] =
    await sql`select count(*)::int as calls, sum(cost)::int as cost from public.model_calls where route like 'route-%'`
  expect(ledger).toEqual({ calls: 60, cost: calls.reduce((sum, { cost }) => sum + cost, 0) })
  const spent = await sql<{ client: string; cost: number }[]>`
    select client_id as client, cost::int from private.model_spending where month = private.month() order by client_id`
  for (const { client, cost } of spent) {
    expect(cost).toBe(calls.filter(({ client_id }) => client_id === client).reduce((sum, each) => sum + each.cost, 0))
  }
  expect(spent).toHaveLength(2)
})

test('what is told of a business or a mail that is gone holds nothing up', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  await record([
    { ...call(0), id: crypto.randomUUID(), client_id: nobody },
    { ...call(0), id: crypto.randomUUID(), route: 'of-a-mail-gone', message_id: nobody },
  ])
  const rows = await sql`select message_id from public.model_calls where route = 'of-a-mail-gone'`
  expect([...rows]).toEqual([{ message_id: null }])
})

test('a job without calls, and outcomes without any, tell nothing', async () => {
  const before = await sql`select count(*) from public.model_calls`
  await sql`select private.record_calls('[]'), private.record_calls('[{"id": 1}, {"id": 2, "calls": []}]')`
  expect(await sql`select count(*) from public.model_calls`).toEqual(before)
})

function call(nth: number) {
  return {
    id: crypto.randomUUID(),
    client_id: nth % 2 ? A.client : B.client,
    message_id: nth % 2 ? A.message : B.message,
    task: 'triage',
    route: `route-${nth % 3}`,
    model: 'small',
    outcome: nth % 5 ? 'broken' : 'answered',
    input: 1,
    cache_write: 0,
    cache_read: 0,
    output: 1,
    cost: nth + 1,
    ms: 1,
    prompt_hash: '',
    texts: [],
  }
}

const record = (calls: object[]) => sql`select private.record_calls(${sql.json([{ calls }] as never)})`
