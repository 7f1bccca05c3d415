import postgres from 'postgres'
import { cloneDatabase, templateDatabase } from '../../local/supabase/databases.ts'
import { startPostgres } from '../../local/supabase/postgres.ts'
import { type Measure, middle } from './measure.ts'
import { bossSide, ourSide, pgmqSide, type Side } from './queue-sides.ts'

/** Jobs of one turn, by how many are taken at a time. */
const TURNS: Record<number, number> = { 1: 300, 10: 1000, 100: 2000 }
const ROUNDS = 7
const bound = { least: 0.8 }
const CROWD = 100_000

/** How fast our queue is emptied, beside bare pgmq and pg-boss, in one database over one connection. */
export async function measureQueue(directory: string): Promise<Measure[]> {
  const server = await startPostgres({ dir: directory, settings: { synchronous_commit: 'off' } })
  const template = await templateDatabase(server)
  const [database, crowded] = [await cloneDatabase(server, template), await cloneDatabase(server, template)]
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
  try {
    const [ours, bare, boss] = [ourSide(sql), await pgmqSide(sql), await bossSide(database.url)]
    const measures: Measure[] = []
    for (const batch of Object.keys(TURNS).map(Number)) {
      const against = { part: PART, unit: '×' }
      const pgmq = await compare(ours, bare, batch)
      const note = `${Math.round(pgmq.perSecond)} jobs a second`
      measures.push(
        { ...against, name: `drained ÷ bare pgmq, ${batch} at a time`, ...pgmq.ratio, bound, note },
        { ...against, name: `drained ÷ pg-boss, ${batch} at a time`, ...(await compare(ours, boss, batch)).ratio },
      )
    }
    await boss.stop()
    return [...measures, await besideCrowd(crowded.url, ours)]
  } finally {
    await sql.end()
    await database.drop()
    await crowded.drop()
    await server.stop()
  }
}

const PART = 'Queue'

/** In turns, each beginning every other round: what disturbs the machine disturbs both. */
async function compare(ours: Side, theirs: Side, batch: number) {
  const jobs = TURNS[batch] ?? 0
  for (const side of [ours, theirs]) await turn(side, batch, jobs)
  const ratios: number[] = []
  const speeds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const first = round % 2 === 0
    const before = first ? await turn(ours, batch, jobs) : undefined
    const other = await turn(theirs, batch, jobs)
    const mine = before ?? (await turn(ours, batch, jobs))
    ratios.push(other / mine)
    speeds.push((jobs / mine) * 1000)
  }
  return { ratio: middle(ratios), perSecond: middle(speeds).value }
}

/** Milliseconds to empty a queue of so many jobs. */
async function turn(side: Side, batch: number, jobs: number): Promise<number> {
  await side.fill(jobs)
  const began = performance.now()
  await side.drain(jobs, batch)
  return performance.now() - began
}

/** A flood of one client waits in a second database: neither the others' jobs nor claiming slow down for it. */
async function besideCrowd(url: string, ours: Side): Promise<Measure> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  await sql`
    insert into pgmq.q_jobs (vt, message, headers)
    select now(), jsonb_build_object('kind', 'message.triage', 'key', 'flood:' || n, 'payload', '{}'::jsonb),
           jsonb_build_object('line', 'fresh:flood', 'start', 1000000000 + n, 'turn', 1000000001 + n)
    from generate_series(1, ${CROWD}::int) n`
  const { ratio } = await compare(ourSide(sql), ours, 10)
  await sql.end()
  return { part: PART, name: `drained beside ${CROWD} that wait ÷ alone, 10 at a time`, unit: '×', ...ratio, bound }
}
