import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import postgres, { type Sql } from 'postgres'
import { cloneDatabase, templateDatabase } from '../../local/supabase/databases.ts'
import { startPostgres } from '../../local/supabase/postgres.ts'
import { fillKnowledge, OWNER, TENANT } from './knowledge-fill.ts'
import type { Measure } from './measure.ts'
import { quantile } from './quantile.ts'

const PART = 'Knowledge'
const ROUNDS = 5
/** Of these indexes the plan must speak, and of no walk through the passages of everybody. */
const INDEXES = ['passages_near', 'passages_words', 'vocabulary_pkey', 'vocabulary_spelling']

/** How long a member with 20,000 passages waits for a search, among a thousand businesses, and by what plan. */
export async function measureKnowledge(directory: string): Promise<Measure[]> {
  const cluster = await startPostgres({ dir: directory, settings: { synchronous_commit: 'off', max_wal_size: '4GB' } })
  const database = await cloneDatabase(cluster, await templateDatabase(cluster))
  const plans: string[] = []
  const sql = postgres(database.url, { max: 1, onnotice: ({ message = '' }) => plans.push(message) })
  try {
    await fillKnowledge(sql)
    const questions = await sql<Question[]>`select question, direction::text from asking`
    const [backend] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    const took: Took[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      for (const question of questions) {
        const one = await asMember(sql, question, backend?.pid ?? 0)
        // The first round warms the caches and does not count.
        if (round > 0) took.push(one)
      }
    }
    const [clock, worked] = [took.map((one) => one.clock), took.map((one) => one.worked)]
    const plan = await planOf(sql, plans, questions[0])
    const file = path.join(directory, '..', 'bench-knowledge-plan.txt')
    writeFileSync(file, plan)
    const used = INDEXES.filter((index) => plan.includes(index))
    return [
      {
        part: PART,
        name: 'a search of 20,000 passages among 1,000 businesses, p95 of the work',
        value: quantile(worked, 0.95),
        unit: 'ms',
        bound: { most: 50 },
        note: `median ${quantile(worked, 0.5).toFixed(1)} ms; by the clock p95 ${quantile(clock, 0.95).toFixed(1)}, median ${quantile(clock, 0.5).toFixed(1)} ms; ${questions.length} questions of 4 to 12 words, ${ROUNDS} times`,
      },
      {
        part: PART,
        name: 'its plan: indexes used, of the four it has',
        value: /Seq Scan on (public\.)?(passages|vocabulary)/.test(plan) ? 0 : used.length,
        unit: '',
        bound: { least: INDEXES.length },
        note: `${used.join(', ')}; .local/bench-knowledge-plan.txt`,
      },
    ]
  } finally {
    await sql.end()
    await database.drop()
    await cluster.stop()
  }
}

type Question = { question: string; direction: string }
/** Milliseconds: by the clock, and of the processor's. Where nobody else wants the machine these are the same. */
type Took = { clock: number; worked: number }

/** One question, under the eyes of row-level security. */
async function asMember(sql: Sql, { question, direction }: Question, backend: number): Promise<Took> {
  return sql.begin(async (own) => {
    const claims = JSON.stringify({ sub: OWNER, role: 'authenticated' })
    await own`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`
    const [began, before] = [performance.now(), processorTime(backend)]
    const rows = await own`
      select * from public.search_passages(${TENANT}, ${question}, 10, ${direction}::real[], 'bench')`
    const took = { clock: performance.now() - began, worked: processorTime(backend) - before }
    if (rows.length !== 10) throw new Error(`Cannot measure: ${rows.length} passages for "${question}"`)
    return took
  }) as Promise<Took>
}

/** What a process has had of the processor so far, as Linux counts it: in nanoseconds, the first number. */
const processorTime = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** What Postgres says of the statement within the function, as it ran. */
async function planOf(sql: Sql, notices: string[], question: Question | undefined): Promise<string> {
  if (!question) throw new Error('There is no question')
  await sql`load 'auto_explain'`
  await sql`select set_config('auto_explain.log_min_duration', '0', false),
    set_config('auto_explain.log_nested_statements', 'on', false), set_config('auto_explain.log_analyze', 'on', false),
    set_config('client_min_messages', 'log', false)`
  notices.length = 0
  await asMember(sql, question, process.pid)
  return notices.find((notice) => notice.includes('with live as materialized')) ?? ''
}
