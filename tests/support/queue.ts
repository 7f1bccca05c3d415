import { expect } from 'vitest'
import { callSchedule } from '../../local/cron/call.ts'
import type { TestWorld } from './world.ts'

/** Rings one schedule, as the workflow does: it sweeps, then works the queue. */
export async function sweep(world: TestWorld, job: string): Promise<void> {
  await callSchedule(world, job, AbortSignal.timeout(10_000))
}

/** Lets time pass until nothing waits any more: retries fall due, workers come, every push arrives. Nothing is swept. */
export async function catchUp(world: TestWorld): Promise<void> {
  for (let round = 0; round < 60; round++) {
    await sweep(world, 'watch-renewal')
    await world.settled()
    const due = await nextDue(world)
    if (due === undefined) return
    await world.clock.travel(Math.max(0, due) + 1)
  }
  throw new Error('The queue never empties')
}

/** As after a crash: whatever was being worked on is free again, and nobody is there to take it. */
export async function outliveLeases({ google, afterwork, clock, supabase: { sql } }: TestWorld): Promise<void> {
  await google.idle()
  await afterwork.idle()
  await clock.travel(400)
  await sql`update private.leases set until = clock_timestamp() where until > clock_timestamp()`
}

export async function deadLetters({ supabase: { sql } }: TestWorld): Promise<string[]> {
  return (await sql<{ kind: string }[]>`select kind from public.dead_letters`).map(({ kind }) => kind)
}

async function nextDue({ supabase: { sql } }: TestWorld): Promise<number | undefined> {
  const [row] = await sql<{ seconds: number | null }[]>`
    select extract(epoch from min(vt) - clock_timestamp())::float as seconds from pgmq.q_jobs`
  return row?.seconds ?? undefined
}

type Account = { approval: string; outbox: string; draft: string; notice: string | null }

/**
 * Law 2, for the whole world: every approval that was acted on is one sent message, every other one is none and its
 * draft is back with a reason.
 */
export async function expectSentOnce({ google, supabase: { sql } }: TestWorld, owner: string): Promise<Account[]> {
  const accounts = await sql<Account[]>`
    select o.approval_id as approval, o.status as outbox, d.status as draft, d.notice
    from public.outbox o join public.drafts d on d.id = o.draft_id join public.mailboxes m on m.id = d.mailbox_id
    where m.address = ${owner} order by o.created_at, o.approval_id`
  const sent = (google.mailbox(owner)?.sent ?? []).map(({ id }) => approvalOf(google.raw(owner, id)))
  const copies = (approval: string) => sent.filter((each) => each === approval).length

  for (const { approval, outbox, draft, notice } of accounts) {
    const told = { outbox, copies: copies(approval), draft, notice }
    if (outbox === 'sent') expect(told).toMatchObject({ copies: 1, draft: 'sent', notice: null })
    else if (outbox === 'undone') expect(told).toMatchObject({ copies: 0 })
    else {
      expect(told).toMatchObject({ outbox: 'returned', copies: 0 })
      if (draft === 'pending') expect(notice).not.toBeNull()
    }
  }
  const known = accounts.map(({ approval }) => approval)
  expect(sent.filter((approval) => approval !== undefined && !known.includes(approval))).toEqual([])
  return [...accounts]
}

const approvalOf = (raw: Uint8Array | undefined): string | undefined =>
  /^X-AssistantAI-Approval:\s*(\S+)/im.exec(Buffer.from(raw ?? []).toString('latin1'))?.[1]
