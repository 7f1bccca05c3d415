import type { Sql } from 'postgres'
import { type Measure, middle } from './measure.ts'

const PART = 'Scale'
const FEW = 5000
const MANY = 50_000
const ROUNDS = 3
const MOST = 1.2
const CLIENT = 'd0000000-0000-4000-8000-000000000000'

/** A sweep and the draining of what it found, in microseconds per mailbox, at a tenth of the mailboxes and at all of them. */
export async function measureSweep(sql: Sql): Promise<Measure[]> {
  await sql`insert into public.clients (id, name) values (${CLIENT}, 'Sweep')`
  const ratios: number[] = []
  const costs: number[] = []
  const rss = process.memoryUsage().rss
  for (let round = 0; round < ROUNDS; round++) {
    const few = await sweep(sql, FEW)
    const many = await sweep(sql, MANY)
    ratios.push(many / few)
    costs.push(many)
  }
  const grown = (process.memoryUsage().rss - rss) / 1e6
  await sql`delete from public.mailboxes where client_id = ${CLIENT}`
  return [
    {
      part: PART,
      name: `a mailbox in a sweep over ${MANY}, by one in ${FEW}`,
      unit: '',
      ...middle(ratios),
      bound: { most: MOST },
    },
    { part: PART, name: `a mailbox in a sweep over ${MANY}, drained`, unit: 'µs', ...middle(costs) },
    { part: PART, name: 'memory grown over all sweeps', value: grown, unit: 'MB', bound: { most: 50 } },
  ]
}

async function sweep(sql: Sql, count: number): Promise<number> {
  await sql`truncate pgmq.q_jobs, private.leases`
  await sql`delete from public.mailboxes where client_id = ${CLIENT}`
  await sql`
    insert into public.mailboxes (client_id, address, next_poll_at)
    select ${CLIENT}, 'box' || n || '@scale.example', private.now() - make_interval(secs => n)
    from generate_series(1, ${count}::int) n`
  await sql`vacuum analyze public.mailboxes`
  await sql`vacuum analyze pgmq.q_jobs`

  const began = performance.now()
  let swept = 0
  for (;;) {
    const [found] = await sql<{ n: number }[]>`select public.sweep_mailboxes(5000) as n`
    if (!found?.n) break
    swept += await drain(sql)
  }
  const ms = performance.now() - began
  if (swept !== count) throw new Error(`Cannot measure: ${swept} of ${count} mailboxes were swept`)
  return (ms * 1000) / count
}

/** What a worker does for each job beside the work itself. */
async function drain(sql: Sql): Promise<number> {
  let done = 0
  let outcomes: { id: number; attempt: number; outcome: string }[] = []
  for (;;) {
    const [answer] = await sql<{ claimed: { jobs: { id: number; attempt: number }[] } }[]>`
      select public.claim_jobs(100, 330, ${sql.json(outcomes)}) as claimed`
    const jobs = answer?.claimed.jobs ?? []
    if (!jobs.length) return done
    done += jobs.length
    outcomes = jobs.map(({ id, attempt }) => ({ id, attempt, outcome: 'done' }))
  }
}
