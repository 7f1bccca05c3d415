import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { CALLED_BY_PEOPLE } from './fixtures/access.ts'
import { openDatabase } from './fixtures/database.ts'
import { openGateway } from './fixtures/gateway.ts'
import { ROLES, type Role } from './fixtures/observe.ts'
import { A, B, OPERATOR } from './fixtures/tenants.ts'

const { sql, url } = await openDatabase()
const gateway = await openGateway(url)
afterAll(() => gateway.supabase.close())

const [seeded] = await sql<{ hash: string }[]>`select content_hash as hash from public.drafts where id = ${A.draft}`
const connection = {
  member: A.owner,
  mailbox: A.mailbox,
  client: A.client,
  mailbox_address: 'office@a.example',
  mailbox_name: 'Taken over',
  mailbox_aliases: [],
  sealed_grant: 'forged',
  granted_scopes: [],
  read_up_to: '1',
  window_days: 30,
  draft_existing: false,
}

const LETTER = 'dddddddd-0000-4000-8000-000000000001'

type Call = { call: object; before?: string; for?: Role }

/** Each function over the rows of A, with the arguments that would succeed for a member, or for whom it is. */
const CALLS: Record<string, Call> = {
  edit_draft: { call: { draft: A.draft, seen_version: 1, new_body: 'Forged.' } },
  attach_file: {
    call: { draft: A.draft, seen_version: 1, filename: 'forged.txt', media_type: 'text/plain', base64: 'Rm9yZ2Vk' },
  },
  detach_file: {
    call: { draft: A.draft, seen_version: 1, attachment: LETTER },
    before: `insert into public.draft_attachments (id, draft_id, client_id, filename, media_type, size_bytes, sha256)
      values ('${LETTER}', '${A.draft}', '${A.client}', 'plan.txt', 'text/plain', 5, '') on conflict do nothing`,
  },
  approve_draft: { call: { draft: A.draft, seen_hash: seeded?.hash } },
  choose_wording: {
    call: { draft: A.draft, seen_version: 1, wording: 1 },
    before: 'delete from public.draft_versions where version > 1',
  },
  vouch_for: { call: { draft: A.draft, positions: [1], stands: true } },
  discard_draft: { call: { draft: A.draft } },
  explain_discard: {
    call: { draft: A.draft, why: 'other' },
    before: `insert into public.draft_outcomes (draft_id, client_id, fate) values ('${A.draft}', '${A.client}', 'discarded')
      on conflict (draft_id) do update set fate = 'discarded', reason = null`,
  },
  read_budget: { call: { client: A.client }, for: 'owner' },
  set_cap: { call: { client: A.client, cap: 5_000_000 }, for: 'owner' },
  scorecard: { call: { client: A.client, since: '2026-01-01' } },
  undo_decision: { call: { draft: A.draft }, before: "update public.drafts set status = 'discarded'" },
  disconnect_mailbox: { call: { mailbox: A.mailbox } },
  draft_existing: { call: { mailbox: A.mailbox } },
  account_for: { call: { mailbox: A.mailbox } },
  read_ledger: {
    call: { mailbox: A.mailbox, which: null, why: null, before: null, before_id: null, most: 10 },
  },
  read_threads: { call: { mailbox: A.mailbox, before: null, before_id: null, most: 10 } },
  read_queue: { call: { which: 'pending', client: A.client, before: null, before_id: null, most: 10 } },
  pause_mailbox: { call: { mailbox: A.mailbox } },
  resume_mailbox: {
    call: { mailbox: A.mailbox },
    before: "update public.mailboxes set status = 'paused'",
  },
  draft_anyway: {
    call: { message: A.message },
    before: "update public.ledger_entries set outcome = 'skipped', reason = 'newsletter'",
  },
  show_images_of: {
    call: { thread: A.thread, message: A.message },
    before: `delete from public.image_senders; update public.messages set signals = '{"dmarc": "pass"}'`,
  },
  hide_images_of: {
    call: { thread: A.thread, message: A.message },
    before: `insert into public.image_senders (client_id, address) select client_id, lower(from_address)
      from public.messages on conflict do nothing`,
  },
  set_gate: { call: { client: A.client, kind: 'sender', value: 'forged@elsewhere.example', effect: 'never' } },
  delete_gate: {
    call: { gate: LETTER },
    before: `insert into public.gates (id, client_id, kind, value, effect)
      values ('${LETTER}', '${A.client}', 'topic', 'divorce', 'never') on conflict do nothing`,
  },
  add_source: {
    call: { client: A.client, kind: 'text', title: 'Forged', url: '', filename: '', base64: 'Rm9yZ2Vk' },
  },
  rename_source: { call: { source: A.source, new_title: 'Forged' } },
  reread_source: { call: { source: A.source } },
  read_passages: { call: { source: A.source, behind: 0, most: 10 } },
  search_passages: {
    call: { client: A.client, question: 'What is the fee?', direction: null, model: '', most: 10 },
  },
  delete_source: {
    call: { source: A.source },
    before: `insert into public.knowledge_sources (id, client_id, kind, title, content)
      values ('${A.source}', '${A.client}', 'text', 'Fees', '') on conflict do nothing`,
  },
  edit_voice: { call: { voice: A.voice, new_greeting: 'Forged', kept: true } },
  add_memory: { call: { client: A.client, new_scope: 'everywhere', new_value: '', new_body: 'Forged.' } },
  change_memory: {
    call: { memory: A.memory, new_scope: 'contact', new_value: 'x@elsewhere.example', new_body: 'Forged.' },
  },
  delete_memory: {
    call: { memory: A.memory },
    before: `insert into public.memories (id, client_id, scope, body, origin)
      values ('${A.memory}', '${A.client}', 'everywhere', 'Be brief.', 'person') on conflict do nothing`,
  },
  add_rule: {
    call: {
      client: A.client,
      new_kind: 'instruction',
      new_name: '',
      new_body: 'Forged.',
      new_scope: 'everywhere',
      new_value: '',
      used: true,
    },
  },
  change_rule: {
    call: {
      rule: A.rule,
      seen_version: 1,
      new_name: '',
      new_body: 'Forged.',
      new_scope: 'everywhere',
      new_value: '',
      used: true,
    },
    before: `delete from public.rules where id = '${A.rule}';
      insert into public.rules (id, client_id, kind, body) values ('${A.rule}', '${A.client}', 'instruction', 'Be brief.')`,
  },
  delete_rule: {
    call: { rule: A.rule },
    before: `insert into public.rules (id, client_id, kind, body)
      values ('${A.rule}', '${A.client}', 'instruction', 'Be brief.') on conflict do nothing`,
  },
  rule_trials: { call: { client: A.client, for_scope: 'everywhere', for_value: '', most: 10 } },
  retry_message: {
    call: { message: A.message },
    before: "update public.ledger_entries set outcome = 'failed', reason = null, detail = 'Busy'",
  },
  retry_dead_letter: {
    call: { letter: LETTER },
    before: `insert into public.dead_letters (id, client_id, kind, key, payload, error, attempts)
      values ('${LETTER}', '${A.client}', 'mailbox.sync', 'mailbox.sync:${A.mailbox}', '{}', 'Busy', 8)
      on conflict do nothing`,
    for: 'operator',
  },
}
const EVERYBODY: Role[] = ['member', 'stranger', 'operator', 'anonymous', 'service']
const DENIED = Object.entries(CALLS).flatMap(([name, { for: meant = 'member' }]) =>
  EVERYBODY.filter((role) => role !== meant).map((role) => [name, role] as const),
)

beforeEach(async () => {
  await sql`delete from public.draft_attachments where id = ${LETTER} or filename = 'forged.txt'`
  await sql`update public.drafts set status = 'pending', version = 1, edited = false, body = 'Gladly.', notice = null`
  await sql`update public.mailboxes set status = 'connected'`
})

test('every function people may call over REST is tried here', () => {
  const served = CALLED_BY_PEOPLE.filter((name) => name.startsWith('public.')).map((name) => name.slice(7))
  expect([...Object.keys(CALLS), 'open_account'].sort()).toEqual(served.sort())
})

test.each(DENIED)('%s does nothing for %s', async (name, role) => {
  const { call, before } = CALLS[name] ?? {}
  if (before) await sql.unsafe(before)
  const world = await everything()
  const { data, error } = await (await gateway.as(role)).rpc(name, call)
  if (error) expect(error.code).toBe('42501')
  else expect(data).toEqual([])
  expect(await everything()).toEqual(world)
})

describe.each(Object.entries(CALLS))('%s', (name, { call, before, for: meant = 'member' }) => {
  test(`does what it says for ${meant}`, async () => {
    if (before) await sql.unsafe(before)
    const { data, error } = await (await gateway.as(meant)).rpc(name, call)
    expect(error).toBeNull()
    expect(data).toMatchObject([{ client_id: A.client }])
  })

  test('does nothing without its arguments', async () => {
    const world = await everything()
    const nulls = Object.fromEntries(Object.keys(call).map((argument) => [argument, null]))
    const { data, error } = await (await gateway.as('owner')).rpc(name, nulls)
    expect(error ? /^(23502|42501)$/.test(error.code) : data.length === 0).toBe(true)
    expect(await everything()).toEqual(world)
  })
})

describe('connect_mailbox', () => {
  test.each(['owner', 'member', 'stranger', 'operator', 'anonymous'] as Role[])(
    'is not for %s to call',
    async (role) => {
      const world = await everything()
      const { error } = await (await gateway.as(role)).rpc('connect_mailbox', connection)
      expect(error?.code).toBe('42501')
      expect(await everything()).toEqual(world)
    },
  )

  test.each([
    ['nobody', { member: null }],
    ['a member of another business', { member: B.owner }],
    ['another business', { client: B.client }],
    ['a mailbox of another business', { mailbox: B.mailbox, mailbox_address: 'new@a.example' }],
    ['an address another business reads', { mailbox: crypto.randomUUID(), mailbox_address: 'office@b.example' }],
    ['a grant sealed for a mailbox that is not the one with this address', { mailbox: crypto.randomUUID() }],
    ['no business', { client: null }],
    ['a name like a book', { mailbox_name: 'x'.repeat(501) }],
    ['a grant like a book', { sealed_grant: 'x'.repeat(10_001) }],
    ['a crowd of aliases', { mailbox_aliases: Array.from({ length: 5000 }, () => 'alias@a.example') }],
  ])('takes nothing from the service for %s', async (_, other) => {
    const world = await everything()
    const { error } = await (await gateway.as('service')).rpc('connect_mailbox', { ...connection, ...other })
    expect(error?.code).toMatch(/^(42501|23505|22023|23514)$/)
    expect(await everything()).toEqual(world)
  })
})

describe('open_account', () => {
  const open = async (role: Role, business: unknown, more = {}) =>
    (await gateway.as(role)).rpc('open_account', { person_name: null, person_locale: null, business, ...more })

  test('gives nobody a second business, nor another person’s', async () => {
    const world = await everything()
    expect((await open('owner', { name: 'Second' })).data).toBe(A.client)
    expect((await open('stranger', { name: 'Second', client_id: A.client, id: A.client })).data).toBe(B.client)
    expect(await everything()).toEqual(world)
  })

  test.each([
    ['no name', { name: null }],
    ['an empty name', { name: '' }],
    ['a name like a book', { name: 'x'.repeat(121) }],
    ['an invented profession', { name: 'Tenant C', profession: 'wizard' }],
  ])('opens no business with %s', async (_, business) => {
    const world = await everything()
    const { error } = await open('operator', business)
    expect(error?.code).toMatch(/^(23502|23514|22P02)$/)
    expect(await everything()).toEqual(world)
  })

  test.each(['null', '[]', '"name"', '5'])('makes nothing of %s for a business', async (business) => {
    const world = await everything()
    const { data } = await open('operator', JSON.parse(business))
    expect(data).toBeNull()
    expect(await everything()).toEqual(world)
  })

  test('makes one business for who signs in twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => open('operator', { name: 'Tenant C' })))
    expect(new Set(answers.map(({ data }) => data)).size).toBe(1)
    const rows = await sql`select role from public.client_members where user_id = ${OPERATOR}`
    expect(rows).toEqual([{ role: 'owner' }])
  })

  test('is closed to who is nobody', async () => {
    for (const role of ['anonymous', 'service'] as const) {
      expect((await open(role, { name: 'Nobody' })).error?.code).toMatch(/^(42501|28000)$/)
    }
  })
})

test.each([
  ['clients', { sign_off: 'x'.repeat(2001) }],
  ['clients', { locale: 'x'.repeat(36) }],
  ['clients', { timezone: 'x'.repeat(65) }],
  ['clients', { undo_seconds: -1 }],
  ['clients', { hours: 'x'.repeat(501) }],
  ['accounts', { locale: 'x'.repeat(36) }],
  ['accounts', { name: 'x'.repeat(121) }],
])('what people write into %s directly has bounds: %j', async (table, change) => {
  const id = table === 'clients' ? A.client : ROLES.owner.claims.sub
  const { error } = await (await gateway.as('owner')).from(table).update(change).eq('id', id)
  expect(error?.code).toBe('23514')
})

async function everything() {
  const [row] = await sql`
    select md5(string_agg(one, '|' order by one)) as digest from (
      select c::text as one from public.clients c union all select m::text from public.client_members m
      union all select k::text from public.knowledge_sources k union all select p::text from public.passages p
      union all select v::text from public.voices v union all select y::text from public.memories y
      union all select i::text from public.image_senders i
      union all select g::text from public.gates g union all select r::text from public.rules r
      union all select v::text from public.rule_versions v
      union all select b::text from public.mailboxes b union all select g::text from public.mailbox_grants g
      union all select d::text from public.drafts d union all select v::text from public.draft_versions v
      union all select k::text from public.draft_claims k union all select w::text from public.draft_alternatives w
      union all select f::text from public.draft_outcomes f union all select p::text from public.replay_results p
      union all select a::text from public.approvals a union all select o::text from public.outbox o
      union all select l::text from public.ledger_entries l union all select x::text from public.dead_letters x
      union all select e::text from public.audit_events e union all select q.message::text from pgmq.q_jobs q
    ) rows`
  return row?.digest
}
