import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, type Place, seal } from '../../core/crypto.ts'
import { hold } from '../support/law.ts'
import { letter } from '../support/letters.ts'
import { openPractice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const key = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')
const first = `1:${key()}`
const place: Place = { table: 'mailbox_grants', row: 'r', client: 'c', column: 'sealed' }

test('a sealed secret opens where it belongs, whatever it says', async () => {
  await hold(fc.string({ unit: 'binary' }), 30, async (secret) => {
    const sealed = await seal(first, place, secret)
    expect(await open(first, place, sealed)).toBe(secret)
    if (secret.length > 5) expect(sealed).not.toContain(secret)
  })
})

test.each(['table', 'row', 'client', 'column'] as const)('moved to another %s it does not open', async (where) => {
  const sealed = await seal(first, place, '1//0secret')
  await expect(open(first, { ...place, [where]: 'another' }, sealed)).rejects.toThrow()
})

test('with any bit flipped it does not open', async () => {
  const sealed = await seal(first, place, '1//0secret')
  const parts = sealed.split('.')
  await hold(fc.record({ part: fc.integer({ min: 2, max: 5 }), bit: fc.nat(2000) }), 60, async ({ part, bit }) => {
    const bytes = Buffer.from(parts[part] ?? '', 'base64url')
    const at = bit % (bytes.length * 8)
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7))
    await expect(open(first, place, parts.with(part, bytes.toString('base64url')).join('.'))).rejects.toThrow()
  })
})

test('the newest key seals, old ones still open, and a retired one is named', async () => {
  const old = await seal(first, place, 'old')
  const ring = `${first},2:${key()}`
  expect(await open(ring, place, old)).toBe('old')
  const fresh = await seal(ring, place, 'fresh')
  expect(fresh).toMatch(/^v1\.2\./)
  await expect(open(first, place, fresh)).rejects.toThrow('under key 2')
  await expect(open(first, place, fresh.replace('v1.2.', 'v1.1.'))).rejects.toThrow()
  await expect(open(first, place, 'not sealed at all')).rejects.toThrow('not sealed here')
})

test('no column of any table, nor the queue, ever holds a Google token', async () => {
  const world = await startWorld()
  const ada = await openPractice(world, 'ada@quill.example')
  const eve = await openPractice(world, 'eve@quill.example')
  await world.google.deliver(ada.address, letter({ from: 'ben@sorrel.example', to: ada.address }))
  await catchUp(world)

  const { grants } = world.google.snapshot()
  const tokens = [...grants.refresh, ...grants.access, ...grants.codes].map(([token]) => token)
  expect(tokens.length).toBeGreaterThan(3)
  const dump = await everything(world.supabase.sql)
  expect(dump).toContain(ada.address)
  expect(tokens.filter((token) => dump.includes(token))).toEqual([])

  // A stolen row put in the place of another opens nothing, and nothing is read with it.
  await world.supabase.sql`
    update public.mailbox_grants set sealed = (select sealed from public.mailbox_grants where mailbox_id = ${eve.mailbox})
    where mailbox_id = ${ada.mailbox}`
  await world.google.deliver(ada.address, letter({ from: 'ben@sorrel.example', to: ada.address, subject: 'Unread' }))
  await catchUp(world)
  const [row] = await world.supabase.sql<{ n: number }[]>`
    select count(*)::int as n from public.messages where subject = 'Unread'`
  expect(row?.n).toBe(0)
})

type Sql = Awaited<ReturnType<typeof startWorld>>['supabase']['sql']

async function everything(sql: Sql): Promise<string> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['mailbox_grants', 'q_jobs', 'audit_events']))
  const rows = await Promise.all(
    tables.map(({ schema, name }) => sql<{ row: string }[]>`select t::text as row from ${sql(schema)}.${sql(name)} t`),
  )
  return rows
    .flat()
    .map(({ row }) => row)
    .join('\n')
}
