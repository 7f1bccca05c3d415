import { expect } from 'vitest'
import type { TestWorld } from './world.ts'

type Entry = { gmail: string; outcome: string | null; reason: string | null; drafts: number; head: boolean }

/**
 * Law 3, for one mailbox: all that lies in it is stored; every inbound message has one entry, and a final one; what is
 * drafted has its draft; and the cursor has come as far as Gmail, never farther.
 */
export async function expectAccountedFor({ google, supabase: { sql } }: TestWorld, owner: string): Promise<Entry[]> {
  const entries = await sql<Entry[]>`
    select m.gmail_message_id as gmail, l.outcome, l.reason, t.last_message_id = m.id as head,
           (select count(*)::int from public.drafts d where d.message_id = m.id) as drafts
    from public.messages m join public.threads t on t.id = m.thread_id join public.mailboxes b on b.id = m.mailbox_id
    left join public.ledger_entries l on l.message_id = m.id
    where b.address = ${owner} and m.direction = 'inbound'`
  const [box] = await sql<{ history_id: string }[]>`select history_id from public.mailboxes where address = ${owner}`

  const aside = ['SPAM', 'TRASH', 'DRAFT', 'SENT']
  const view = google.mailbox(owner)
  const inbound = (view?.all ?? []).filter(({ labelIds }) => !labelIds.some((label) => aside.includes(label)))
  expect(entries.map(({ gmail }) => gmail).toSorted()).toEqual(inbound.map(({ id }) => id).toSorted())
  for (const entry of entries) {
    expect(entry.outcome, entry.gmail).toMatch(/^(drafted|skipped|failed)$/)
    expect(entry.drafts, entry.gmail).toBe(entry.outcome === 'drafted' ? 1 : 0)
  }
  expect(BigInt(box?.history_id ?? 0) <= BigInt(view?.historyId ?? 0)).toBe(true)
  return [...entries]
}

/** What became of each inbound message of a mailbox, by its subject: "drafted", "skipped newsletter". */
export async function outcomes({ supabase: { sql } }: TestWorld, { mailbox }: { mailbox: string }) {
  const rows = await sql<{ subject: string; outcome: string }[]>`
    select m.subject, concat_ws(' ', coalesce(l.outcome::text, 'unaccounted'), l.reason) as outcome
    from public.messages m left join public.ledger_entries l on l.message_id = m.id
    where m.mailbox_id = ${mailbox} and m.direction = 'inbound' order by m.received_at, m.id`
  return Object.fromEntries(rows.map(({ subject, outcome }) => [subject, outcome]))
}
