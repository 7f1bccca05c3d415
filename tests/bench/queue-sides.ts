import { PgBoss } from 'pg-boss'
import type { Sql } from 'postgres'

/** A queue that is filled, and from which so many jobs are done, `batch` at a time: taken, and said to be done. */
export type Side = { fill(jobs: number): Promise<void>; drain(jobs: number, batch: number): Promise<void> }

type Claimed = { id: number; attempt: number }

/** Ours, as a worker uses it: what is done is said with the next claim. The jobs are those of a hundred clients. */
export function ourSide(sql: Sql): Side {
  return {
    fill: async (jobs) => {
      await sql`
        select private.enqueue('mailbox.watch', 'mailbox.watch:' || n, jsonb_build_object(
          'client_id', '00000000-0000-4000-8000-' || lpad((n % 100)::text, 12, '0'), 'mailbox_id', gen_random_uuid()
        )) from generate_series(1, ${jobs}::int) n`
    },
    drain: async (left, batch) => {
      let outcomes: object[] = []
      while (left > 0 || outcomes.length > 0) {
        const [row] = await sql<{ answer: { jobs: Claimed[] } }[]>`
          select public.claim_jobs(${Math.min(left, batch)}, 330, ${sql.json(outcomes as never)}) as answer`
        const jobs = row?.answer.jobs ?? []
        left -= jobs.length
        outcomes = jobs.map(({ id, attempt }) => ({ id, attempt, outcome: 'done' }))
      }
    },
  }
}

/** pgmq as it comes. */
export async function pgmqSide(sql: Sql): Promise<Side> {
  await sql`select pgmq.create('bare')`
  return {
    fill: async (jobs) => {
      await sql`
        select pgmq.send('bare', jsonb_build_object('kind', 'mailbox.watch', 'key', 'mailbox.watch:' || n, 'payload',
          jsonb_build_object('client_id', gen_random_uuid(), 'mailbox_id', gen_random_uuid())
        )) from generate_series(1, ${jobs}::int) n`
    },
    drain: async (left, batch) => {
      while (left > 0) {
        const jobs = await sql<{ msg_id: string }[]>`
          select msg_id, read_ct, message from pgmq.read('bare', 330, ${batch}::int)`
        left -= jobs.length
        await sql`select pgmq.delete('bare', ${jobs.map(({ msg_id }) => msg_id)}::bigint[])`
      }
    },
  }
}

/** pg-boss on a connection of its own, without its upkeep. */
export async function bossSide(url: string): Promise<Side & { stop(): Promise<void> }> {
  const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue('bare')
  return {
    fill: async (jobs) => {
      const data = () => ({ client_id: crypto.randomUUID(), mailbox_id: crypto.randomUUID() })
      await boss.insert(
        'bare',
        Array.from({ length: jobs }, () => ({ data: data() })),
      )
    },
    drain: async (left, batch) => {
      while (left > 0) {
        const jobs = await boss.fetch('bare', { batchSize: batch })
        left -= jobs.length
        await boss.complete(
          'bare',
          jobs.map(({ id }) => id),
        )
      }
    },
    stop: () => boss.stop({ graceful: false }),
  }
}
