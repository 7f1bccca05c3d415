import type { Sql } from 'postgres'

export type Tenant = { client: string; owner: string; mailbox: string; messages: number }

const TENANTS = 1000
const OTHERS_HAVE = 100

/** One business of each size among a thousand, made by the database itself: what is measured is reading, not writing. */
export async function fillTenants(sql: Sql, sizes: number[]): Promise<Tenant[]> {
  const tenants = Array.from({ length: TENANTS }, (_, index) => tenantOf(index, sizes[index] ?? OTHERS_HAVE))
  await sql.begin(async (own) => {
    // Neither triggers nor foreign keys: every row is as they would leave it.
    await own`set local session_replication_role = replica`
    await own`create temporary table filling on commit drop as
      select * from jsonb_to_recordset(${sql.json(tenants)}) as t (client uuid, owner uuid, mailbox uuid, messages int)`
    for (const statement of STATEMENTS) await own.unsafe(statement)
  })
  await sql`vacuum analyze`
  return tenants.slice(0, sizes.length)
}

const id = (kind: string, index: number) => `${kind}0000000-0000-4000-8000-${String(index).padStart(12, '0')}`

const tenantOf = (index: number, messages: number): Tenant => ({
  client: id('c', index),
  owner: id('a', index),
  mailbox: id('b', index),
  messages,
})

/** Two messages to a conversation, one of them inbound; every second conversation has a draft, every second of those waits. */
const STATEMENTS = [
  `insert into auth.users (id, email) select owner, owner || '@scale.example' from filling`,
  `insert into public.accounts (id, email, name) select owner, owner || '@scale.example', 'Owner' from filling`,
  `insert into public.clients (id, name) select client, 'Tenant' from filling`,
  `insert into public.client_members (client_id, user_id) select client, owner from filling`,
  `insert into public.mailboxes (id, client_id, address) select mailbox, client, mailbox || '@scale.example' from filling`,
  `insert into public.threads (id, client_id, mailbox_id, gmail_thread_id, subject, snippet, correspondent, message_count,
     last_message_id, last_message_at)
   select md5(mailbox || 't' || n)::uuid, client, mailbox, n::text, 'A question about contract ' || n,
          'Could you tell me by when the notice has to be given?', 'Client ' || n, 2, md5(mailbox || 'm' || 2 * n)::uuid,
          timestamptz '2026-11-01' - make_interval(secs => n * 30)
   from filling, generate_series(1, messages / 2) n`,
  `insert into public.messages (id, client_id, mailbox_id, thread_id, gmail_message_id, direction, from_address, subject, received_at)
   select md5(mailbox || 'm' || n)::uuid, client, mailbox, md5(mailbox || 't' || (n + 1) / 2)::uuid, n::text,
          case when n % 2 = 0 then 'inbound' else 'outbound' end::public.direction, 'client@scale.example', 'A question',
          timestamptz '2026-11-01' - make_interval(secs => (n + 1) / 2 * 30)
   from filling, generate_series(1, messages) n`,
  `insert into public.ledger_entries (message_id, client_id, mailbox_id, outcome, reason, received_at)
   select md5(mailbox || 'm' || 2 * n)::uuid, client, mailbox,
          case n % 4 when 0 then 'drafted' when 2 then 'drafted' else 'skipped' end::public.ledger_outcome,
          case when n % 2 = 1 then 'newsletter' end::public.skip_reason,
          timestamptz '2026-11-01' - make_interval(secs => n * 30)
   from filling, generate_series(1, messages / 2) n`,
  `insert into public.drafts (id, client_id, mailbox_id, thread_id, message_id, status, from_name, from_address, to_recipients,
     subject, body, received_at)
   select md5(mailbox || 'd' || n)::uuid, client, mailbox, md5(mailbox || 't' || n)::uuid, md5(mailbox || 'm' || 2 * n)::uuid,
          case when n % 4 = 0 then 'pending' else 'sent' end::public.draft_status, 'Owner', 'owner@scale.example', '[]',
          'Re: A question', 'Gladly. The notice has to be given by the end of the month.',
          timestamptz '2026-11-01' - make_interval(secs => n * 30)
   from filling, generate_series(2, messages / 2, 2) n`,
]
