import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Route } from '../../api/_http/route.ts'
import { visitor } from '../../local/seed/browser.ts'
import { professional } from '../../local/seed/people.ts'
import { files, root } from '../support/house.ts'
import { signIn } from '../support/person.ts'
import { startPlantedWorld } from '../support/world.ts'

/** Law 5: a tenant sees only itself. Table by table this is tests/database/access.test.ts; here it is door by door. */
const world = await startPlantedWorld()
const { sql } = world.supabase
const doors = files('api').filter((file) => !file.startsWith('api/_'))
const routes = (await Promise.all(doors.map(routesOf))).flat().filter(({ access }) => access === 'person')
const marta = await signIn(world, professional.email)
const stranger = await signIn(world, 'sol@fenmoor.example', 'Fenmoor')
const theirs = await rowsOfMarta()
const own = await conversationOf(stranger.me.clients[0]?.id ?? '')

/** What each route that names something is asked for, by somebody it does not belong to. */
const ASKED: Record<string, () => { address: string; json?: object }> = {
  'GET /api/drafts/:id': () => ({ address: `/api/drafts/${theirs.draft}` }),
  'GET /api/drafts/:id/receipt': () => ({ address: `/api/drafts/${theirs.draft}/receipt` }),
  'PATCH /api/drafts/:id': () => ({ address: `/api/drafts/${theirs.draft}`, json: { version: 1, body: 'Forged.' } }),
  'POST /api/drafts/:id/approve': () => ({
    address: `/api/drafts/${theirs.draft}/approve`,
    json: { hash: theirs.hash },
  }),
  'POST /api/drafts/:id/rewrite': () => ({
    address: `/api/drafts/${theirs.draft}/rewrite`,
    json: { version: 1, instruction: 'Forge it' },
  }),
  'POST /api/drafts/:id/choose': () => ({
    address: `/api/drafts/${theirs.draft}/choose`,
    json: { version: 1, wording: 1 },
  }),
  'POST /api/drafts/:id/vouch': () => ({ address: `/api/drafts/${theirs.draft}/vouch`, json: { claims: [1] } }),
  'POST /api/drafts/:id/undo': () => ({ address: `/api/drafts/${theirs.draft}/undo` }),
  'POST /api/drafts/:id/discard': () => ({ address: `/api/drafts/${theirs.draft}/discard` }),
  'POST /api/drafts/:id/discard-reason': () => ({
    address: `/api/drafts/${theirs.draft}/discard-reason`,
    json: { reason: 'other' },
  }),
  'GET /api/insights/scorecard/:id': () => ({ address: `/api/insights/scorecard/${theirs.client}` }),
  'POST /api/drafts/:id/attachments': () => ({
    address: `/api/drafts/${theirs.draft}/attachments`,
    json: { version: 1, filename: 'forged.txt', content: 'aGk=' },
  }),
  'POST /api/drafts/:id/attach-known': () => ({
    address: `/api/drafts/${theirs.draft}/attach-known`,
    json: { version: 1, source_id: theirs.source },
  }),
  'DELETE /api/drafts/:id/attachments/:attachment': () => ({
    address: `/api/drafts/${theirs.draft}/attachments/${theirs.file}`,
    json: { version: 1 },
  }),
  'GET /api/threads/:id/messages/:message/images/:nth': () => ({
    address: `/api/threads/${theirs.thread}/messages/${theirs.message}/images/0`,
  }),
  'POST /api/threads/:id/messages/:message/images': () => ({
    address: `/api/threads/${theirs.thread}/messages/${theirs.message}/images`,
    json: {},
  }),
  'DELETE /api/threads/:id/messages/:message/images': () => ({
    address: `/api/threads/${theirs.thread}/messages/${theirs.message}/images`,
  }),
  'GET /api/threads/:id/messages/:message/inline/:position': () => ({
    address: `/api/threads/${theirs.thread}/messages/${theirs.message}/inline/0`,
  }),
  'PATCH /api/account/clients/:id': () => ({
    address: `/api/account/clients/${theirs.client}`,
    json: { undo_seconds: 0, sign_off: 'Forged' },
  }),
  'GET /api/account/clients/:id/budget': () => ({ address: `/api/account/clients/${theirs.client}/budget` }),
  'PATCH /api/account/clients/:id/budget': () => ({
    address: `/api/account/clients/${theirs.client}/budget`,
    json: { cap: 0 },
  }),
  'POST /api/mailboxes/:id/pause': () => ({ address: `/api/mailboxes/${theirs.mailbox}/pause` }),
  'POST /api/mailboxes/:id/resume': () => ({ address: `/api/mailboxes/${theirs.mailbox}/resume` }),
  'POST /api/mailboxes/:id/draft-existing': () => ({ address: `/api/mailboxes/${theirs.mailbox}/draft-existing` }),
  'GET /api/mailboxes/:id/ledger': () => ({ address: `/api/mailboxes/${theirs.mailbox}/ledger` }),
  'POST /api/mailboxes/:id/ledger/:message/retry': () => ({
    address: `/api/mailboxes/${theirs.mailbox}/ledger/${theirs.failed}/retry`,
  }),
  'POST /api/mailboxes/:id/ledger/:message/draft-anyway': () => ({
    address: `/api/mailboxes/${theirs.mailbox}/ledger/${theirs.skipped}/draft-anyway`,
  }),
  'GET /api/knowledge/sources/:id': () => ({ address: `/api/knowledge/sources/${theirs.source}` }),
  'PATCH /api/knowledge/sources/:id': () => ({
    address: `/api/knowledge/sources/${theirs.source}`,
    json: { title: 'Forged' },
  }),
  'DELETE /api/knowledge/sources/:id': () => ({ address: `/api/knowledge/sources/${theirs.source}` }),
  'POST /api/knowledge/sources/:id/read': () => ({ address: `/api/knowledge/sources/${theirs.source}/read` }),
  'GET /api/knowledge/sources/:id/passages': () => ({ address: `/api/knowledge/sources/${theirs.source}/passages` }),
  'POST /api/knowledge/sources': () => ({
    address: '/api/knowledge/sources',
    json: { client_id: theirs.client, kind: 'text', title: 'Forged', text: 'Forged' },
  }),
  'DELETE /api/knowledge/gates/:id': () => ({ address: `/api/knowledge/gates/${theirs.gate}` }),
  'POST /api/knowledge/gates': () => ({
    address: '/api/knowledge/gates',
    json: { client_id: theirs.client, kind: 'topic', value: 'forged' },
  }),
  'POST /api/knowledge/search': () => ({
    address: '/api/knowledge/search',
    json: { client_id: theirs.client, query: 'fee' },
  }),
  'PATCH /api/knowledge/voice/:id': () => ({
    address: `/api/knowledge/voice/${theirs.voice}`,
    json: { greeting: 'Forged' },
  }),
  'POST /api/knowledge/voice': () => ({
    address: '/api/knowledge/voice',
    json: { client_id: theirs.client },
  }),
  'POST /api/knowledge/memories': () => ({
    address: '/api/knowledge/memories',
    json: { client_id: theirs.client, scope: 'everywhere', body: 'Forged' },
  }),
  'PATCH /api/knowledge/memories/:id': () => ({
    address: `/api/knowledge/memories/${theirs.memory}`,
    json: { scope: 'everywhere', body: 'Forged' },
  }),
  'DELETE /api/knowledge/memories/:id': () => ({ address: `/api/knowledge/memories/${theirs.memory}` }),
  'POST /api/knowledge/rules': () => ({
    address: '/api/knowledge/rules',
    json: { client_id: theirs.client, kind: 'instruction', scope: 'everywhere', body: 'Forged' },
  }),
  'PATCH /api/knowledge/rules/:id': () => ({
    address: `/api/knowledge/rules/${theirs.rule}`,
    json: { version: 1, kind: 'instruction', scope: 'everywhere', body: 'Forged' },
  }),
  'DELETE /api/knowledge/rules/:id': () => ({ address: `/api/knowledge/rules/${theirs.rule}` }),
  'GET /api/knowledge/rules/:id/versions': () => ({ address: `/api/knowledge/rules/${theirs.rule}/versions` }),
  'POST /api/knowledge/rules/:id/restore': () => ({
    address: `/api/knowledge/rules/${theirs.rule}/restore`,
    json: { version: 1, restores: 1 },
  }),
  'POST /api/knowledge/trials/find': () => ({
    address: '/api/knowledge/trials/find',
    json: { client_id: theirs.client, scope: 'everywhere' },
  }),
  'POST /api/knowledge/trials': () => ({
    address: '/api/knowledge/trials',
    json: { message_id: theirs.message, rule: null },
  }),
  'GET /api/threads/:id': () => ({ address: `/api/threads/${theirs.thread}` }),
  'GET /api/threads/:id/messages/:message/html': () => ({
    address: `/api/threads/${theirs.thread}/messages/${theirs.message}/html`,
  }),
  'GET /api/threads/:id/attachments/:attachment': () => ({
    address: `/api/threads/${theirs.thread}/attachments/${theirs.attachment}`,
  }),
  'POST /api/mailboxes/:id/disconnect': () => ({ address: `/api/mailboxes/${theirs.mailbox}/disconnect` }),
  'GET /api/mailboxes/:id/health': () => ({ address: `/api/mailboxes/${theirs.mailbox}/health` }),
  'POST /api/insights/dead-letters/:id/retry': () => ({ address: `/api/insights/dead-letters/${theirs.letter}/retry` }),
  'POST /api/mailboxes/connect': () => ({ address: '/api/mailboxes/connect', json: { client_id: theirs.client } }),
}

test('every route that names something is tried here', () => {
  const naming = routes.filter(({ name }) => name.includes(':')).map(({ name }) => name)
  expect(naming.filter((name) => !(name in ASKED))).toEqual([])
  expect(Object.keys(ASKED).filter((name) => !routes.some((route) => route.name === name))).toEqual([])
})

describe.each(Object.keys(ASKED))('%s', (name) => {
  test('is not there for a stranger, and stays as it was', async () => {
    const before = await state()
    const [method = ''] = name.split(' ')
    const { address, json } = ASKED[name]?.() ?? { address: '' }
    const answer = await stranger.ask(method, address, json)
    expect(answer).toMatchObject({ status: 404, body: { success: false, code: 'not_found' } })
    expect(JSON.stringify(answer.body)).not.toContain(professional.email)
    expect(await state()).toEqual(before)
  })

  test('is asked of nobody who has not signed in', async () => {
    const [method = ''] = name.split(' ')
    const response = await visitor(world.url).go(ASKED[name]?.().address ?? '', {
      method,
      ...(method !== 'GET' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
    })
    expect(response.status).toBe(401)
  })
})

test('another’s message is not reached through a conversation of one’s own', async () => {
  for (const part of [`messages/${theirs.message}/html`, `attachments/${theirs.attachment}`]) {
    const answer = await stranger.ask('GET', `/api/threads/${own}/${part}`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }
  expect(await stranger.ask('GET', `/api/threads/${own}`)).toMatchObject({ status: 200 })
})

test('no list of a stranger holds anything of another’s', async () => {
  const lists = routes.filter(({ name, json }) => name.startsWith('GET ') && !name.includes(':') && json)
  const ids = await sql<{ id: string }[]>`
    select id::text from public.threads where client_id = ${theirs.client}
    union all select id::text from public.drafts where client_id = ${theirs.client}
    union all select id::text from public.mailboxes where client_id = ${theirs.client}
    union all select id::text from public.gates where client_id = ${theirs.client}
    union all select id::text from public.knowledge_sources where client_id = ${theirs.client}
    union all select id::text from public.voices where client_id = ${theirs.client}
    union all select id::text from public.memories where client_id = ${theirs.client}
    union all select id::text from public.rules where client_id = ${theirs.client}
    union all select ${theirs.client}::text union all select ${marta.me.id}::text`
  for (const { name } of lists) {
    const answer = await stranger.ask('GET', name.slice('GET '.length))
    expect(answer.status, name).toBe(name.includes('dead-letters') ? 403 : 200)
    const text = JSON.stringify(answer.body)
    expect(ids.filter(({ id }) => text.includes(id))).toEqual([])
  }
  expect(lists.length).toBeGreaterThanOrEqual(4)
  expect(ids.length).toBeGreaterThan(20)
})

test('a cursor of another’s list opens nothing of it', async () => {
  for (const list of ['/api/drafts', '/api/threads']) {
    const page = await marta.ask('GET', `${list}?limit=1`)
    const { next } = page.body.data as { next: string }
    expect(next).toEqual(expect.any(String))
    const answer = await stranger.ask('GET', `${list}?limit=50&cursor=${encodeURIComponent(next)}`)
    expect(answer.status).toBe(200)
    expect(JSON.stringify(answer.body)).not.toContain(theirs.client)
  }
})

type Row =
  | 'client'
  | 'mailbox'
  | 'thread'
  | 'message'
  | 'attachment'
  | 'draft'
  | 'hash'
  | 'letter'
  | 'source'
  | 'voice'
  | 'memory'
  | 'rule'
  | 'gate'
  | 'file'
  | 'failed'
  | 'skipped'

async function rowsOfMarta() {
  const [found] = await sql<Record<Row, string>[]>`
    with dead as (
      insert into public.dead_letters (client_id, kind, key, payload, error, attempts)
      select client_id, 'mailbox.sync', 'mailbox.sync:' || id, '{}', 'Busy', 8 from public.mailboxes returning id
    ),
    file as (
      insert into public.draft_attachments (client_id, draft_id, filename, media_type, size_bytes, sha256, content)
      select client_id, id, 'a.txt', 'text/plain', 2, repeat('0', 64), 'hi' from public.drafts where status = 'pending' limit 1
      returning id
    ),
    source as (
      insert into public.knowledge_sources (client_id, kind, title, content, status, edition)
      select client_id, 'text', 'Fees', 'The fee is fixed.', 'ready', 1 from public.mailboxes returning id
    ),
    voice as (
      insert into public.voices (client_id, recipient, language)
      select client_id, 'ben@sorrel.example', 'en' from public.mailboxes returning id
    ),
    memory as (
      insert into public.memories (client_id, scope, body, origin)
      select client_id, 'everywhere', 'Be brief.', 'person' from public.mailboxes returning id
    ),
    rule as (
      insert into public.rules (client_id, kind, body)
      select client_id, 'instruction', 'Be brief.' from public.mailboxes returning id
    ),
    gate as (
      insert into public.gates (client_id, kind, value, effect)
      select client_id, 'topic', 'adoption', 'never' from public.mailboxes returning id
    ),
    failed as (
      update public.ledger_entries set outcome = 'failed', reason = null
      where message_id = (select message_id from public.ledger_entries where outcome = 'skipped' order by 1 limit 1)
      returning message_id
    )
    select d.client_id as client, d.mailbox_id as mailbox, a.id as attachment, m.id as message, m.thread_id as thread,
           d.id as draft, d.content_hash as hash, (select id from dead) as letter,
           (select id from file) as file, (select id from source) as source, (select id from voice) as voice, (select id from memory) as memory, (select id from rule) as rule,
           (select id from gate) as gate, (select message_id from failed) as failed,
           (select message_id from public.ledger_entries where outcome = 'skipped' order by 1 desc limit 1) as skipped
    from public.attachments a join public.messages m on m.id = a.message_id,
         lateral (select * from public.drafts where status = 'pending' limit 1) d limit 1`
  if (!found) throw new Error('The seeded mailbox has no draft, or no attachment')
  return found
}

async function state() {
  const [row] = await sql`
    select md5(string_agg(one, '|' order by one)) as digest from (
      select d::text as one from public.drafts d where client_id = ${theirs.client}
      union all select o::text from public.outbox o where client_id = ${theirs.client}
      union all select k::text from public.knowledge_sources k where client_id = ${theirs.client}
      union all select v::text from public.voices v where client_id = ${theirs.client}
      union all select y::text from public.memories y where client_id = ${theirs.client}
      union all select r::text from public.rules r where client_id = ${theirs.client}
      union all select i::text from public.image_senders i where client_id = ${theirs.client}
      union all select g::text from public.gates g where client_id = ${theirs.client}
      union all select p::text from public.passages p where client_id = ${theirs.client}
      union all select status::text from public.mailboxes where client_id = ${theirs.client}
      union all select l::text from public.dead_letters l where client_id = ${theirs.client}
      union all select f.id::text from public.draft_attachments f where client_id = ${theirs.client}
      union all select e::text from public.ledger_entries e where client_id = ${theirs.client}
      union all select c::text from public.clients c where id = ${theirs.client}
    ) rows`
  return row?.digest
}

/** The stranger has mail as well: a mailbox with one conversation. */
async function conversationOf(client: string): Promise<string> {
  const [thread] = await sql<{ id: string }[]>`
    with box as (
      insert into public.mailboxes (client_id, address, status) values (${client}, 'sol@fenmoor.example', 'paused') returning id
    )
    insert into public.threads (client_id, mailbox_id, gmail_thread_id) select ${client}, id, 'own' from box returning id`
  return thread?.id ?? ''
}

async function routesOf(file: string): Promise<{ name: string; access: Route['access']; json: boolean }[]> {
  const { default: door } = (await import(path.join(root, file))) as { default: { name: string; routes: Route[] } }
  return door.routes.map(({ path: place, access, answer }) => {
    const [method, rest = ''] = place.split(' ')
    return { name: `${method} /api/${door.name}${rest === '/' ? '' : rest}`, access, json: answer !== undefined }
  })
}
