import postgres, { type Sql } from 'postgres'
import { cloneDatabase, templateDatabase } from '../../local/supabase/databases.ts'
import { startPostgres } from '../../local/supabase/postgres.ts'
import type { Measure } from './measure.ts'
import { quantile } from './quantile.ts'
import { fillTenants, type Tenant } from './scale-fill.ts'
import { measureSweep } from './scale-sweep.ts'

const PART = 'Scale'
const SIZES = [1000, 100_000, 1_000_000]
const ROUNDS = 40
const MOST = 1.5

/** What a member asks, as the doors ask it; `$1` is the middle of the business's time, where a page begins as well. */
const ASKED: Record<string, (tenant: Tenant, middle: Date) => string> = {
  'the queue, first page': () => `select * from public.read_queue('pending', most => 26)`,
  'the queue, a page in the middle': (_, middle) =>
    `select * from public.read_queue('pending', before => '${middle.toISOString()}', before_id => '${NOBODY}', most => 26)`,
  'conversations, first page': () => 'select * from public.read_threads(most => 26)',
  'conversations, a page in the middle': (_, middle) =>
    `select * from public.read_threads(before => '${middle.toISOString()}', before_id => '${NOBODY}', most => 26)`,
  'the ledger, what was skipped, in the middle': ({ mailbox }, middle) =>
    `select * from public.read_ledger('${mailbox}', which => 'skipped', before => '${middle.toISOString()}',
       before_id => '${NOBODY}', most => 26)`,
}
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** How what people wait for grows with what they have, and what a sweep costs with how many there are. */
export async function measureScale(directory: string): Promise<Measure[]> {
  const cluster = await startPostgres({ dir: directory, settings: { synchronous_commit: 'off', max_wal_size: '4GB' } })
  const database = await cloneDatabase(cluster, await templateDatabase(cluster))
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
  try {
    const sweeps = await measureSweep(sql)
    const tenants = await fillTenants(sql, SIZES)
    const measures: Measure[] = [...sweeps]
    for (const [name, ask] of Object.entries(ASKED)) measures.push(await compare(sql, tenants, name, ask))
    return measures
  } finally {
    await sql.end()
    await database.drop()
    await cluster.stop()
  }
}

/** The sizes take turns, so that whatever else the machine does slows all of them. */
async function compare(sql: Sql, tenants: Tenant[], name: string, ask: (tenant: Tenant, middle: Date) => string) {
  const took = new Map<Tenant, number[]>(tenants.map((tenant) => [tenant, []]))
  for (let round = 0; round < ROUNDS + 3; round++) {
    for (const tenant of tenants) {
      const middle = new Date(Date.UTC(2026, 10, 1) - (tenant.messages / 4) * 30_000)
      const ms = await asMember(sql, tenant, ask(tenant, middle))
      // The first rounds warm the caches and do not count.
      if (round >= 3) took.get(tenant)?.push(ms)
    }
  }
  const p95 = tenants.map((tenant) => quantile(took.get(tenant) ?? [], 0.95))
  const [small = 0] = p95
  const note = p95.map((ms, index) => `${SIZES[index]}: ${ms.toFixed(1)} ms`).join(', ')
  return {
    part: PART,
    name: `${name}, p95 of the largest by the smallest`,
    value: (p95.at(-1) ?? 0) / small,
    unit: '',
    bound: { most: MOST },
    note,
  }
}

/** Milliseconds of one question, under the eyes of row-level security. */
async function asMember(sql: Sql, { owner }: Tenant, question: string): Promise<number> {
  return sql.begin(async (own) => {
    const claims = JSON.stringify({ sub: owner, role: 'authenticated' })
    await own`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`
    const began = performance.now()
    const rows = await own.unsafe(question)
    const ms = performance.now() - began
    if (rows.length !== 26) throw new Error(`Cannot measure: ${rows.length} rows for ${question}`)
    return ms
  }) as Promise<number>
}
