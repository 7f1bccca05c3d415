import { expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { mail, record } from './fixtures/mail.ts'
import { A, B } from './fixtures/tenants.ts'

const { sql } = await openDatabase(12)

const attachment = {
  position: 0,
  filename: 'plan.pdf',
  media_type: 'application/pdf',
  size_bytes: 9,
  content_id: '',
  inline: false,
  sniffed_type: 'application/pdf',
  warnings: [],
}

test('a message is stored with all that belongs to it, and its triage is queued', async () => {
  expect(await record(sql, A, [mail(1, 'whole', { attachments: [attachment] })], '200')).toBe(1)
  expect(await stored('whole')).toEqual({ messages: 1, bodies: 1, attachments: 1, entries: 1, jobs: 1 })
  expect(await cursor()).toBe('200')
})

test('the same mail twice is stored once', async () => {
  const both = [mail(1, 'twice', { attachments: [attachment] }), mail(2, 'twice')]
  expect(await record(sql, A, both)).toBe(2)
  expect(await record(sql, A, both)).toBe(0)
  expect(await stored('twice')).toEqual({ messages: 2, bodies: 2, attachments: 1, entries: 2, jobs: 2 })
})

test('the same mail twice in one go is stored once', async () => {
  const one = mail(1, 'doubled', { attachments: [attachment] })
  expect(await record(sql, A, [one, one, mail(2, 'doubled')])).toBe(2)
  expect(await stored('doubled')).toEqual({ messages: 2, bodies: 2, attachments: 1, entries: 2, jobs: 2 })
})

test('the same mail ten times at once is stored once', async () => {
  const three = [1, 2, 3].map((number) => mail(number, 'at-once', { attachments: [attachment] }))
  const fresh = await Promise.all(Array.from({ length: 10 }, () => record(sql, A, three)))
  expect(fresh.toSorted()).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
  expect(await stored('at-once')).toEqual({ messages: 3, bodies: 3, attachments: 3, entries: 3, jobs: 3 })
  expect(await head('at-once')).toEqual({ message_count: 3, last: 'at-once-3' })
})

test('overlapping parts of a conversation, at once and in any order, end in the same head', async () => {
  const all = [1, 2, 3, 4, 5].map((number) => mail(number, 'parts'))
  await Promise.all([all.slice(3), all.slice(0, 2), all.slice(1, 4), all.slice(2)].map((part) => record(sql, A, part)))
  expect(await head('parts')).toEqual({ message_count: 5, last: 'parts-5' })
})

test('our own mail is stored without an entry: there is nothing to account for', async () => {
  await record(sql, A, [mail(1, 'own', { direction: 'outbound' })])
  expect(await stored('own')).toEqual({ messages: 1, bodies: 1, attachments: 0, entries: 0, jobs: 0 })
})

test.each([
  ['a message without a time', [mail(1, 'broken'), { ...mail(2, 'broken'), received_at: 'never' }], '300'],
  ['a cursor that is none', [mail(1, 'broken')], 'not a history id'],
])('%s stores nothing and moves nothing', async (_, messages, to) => {
  const before = await cursor()
  await expect(record(sql, A, messages, to)).rejects.toMatchObject({ code: /^(22007|23514)$/ })
  expect(await stored('broken')).toEqual({ messages: 0, bodies: 0, attachments: 0, entries: 0, jobs: 0 })
  expect(await cursor()).toBe(before)
})

test('no news still moves the cursor, and a part that is not the last does not', async () => {
  expect(await record(sql, A, [], '400')).toBe(0)
  expect(await cursor()).toBe('400')
  await record(sql, A, [mail(1, 'a-part')], null)
  expect(await cursor()).toBe('400')
})

test('a mailbox that is not there stores nothing', async () => {
  const nowhere = { ...A, mailbox: A.thread }
  await expect(record(sql, nowhere, [mail(1, 'nowhere')])).rejects.toMatchObject({ code: 'P0002' })
})

test('one Gmail id in two mailboxes is two messages, each of its own business', async () => {
  await Promise.all([record(sql, A, [mail(1, 'shared')]), record(sql, B, [mail(1, 'shared')])])
  const rows = await sql`select client_id from public.messages where gmail_message_id = 'shared-1' order by 1`
  expect(rows).toEqual([{ client_id: A.client }, { client_id: B.client }])
})

test('only what is not known is fetched', async () => {
  await record(sql, A, [mail(1, 'known')])
  const asked = ['known-2', 'known-1', 'known-2', 'known-3']
  const units = { each: 20, most: 25, more: 0, spent: 0, user: 6000, project: 1_200_000 }
  const unknown = async (mailbox: string) =>
    (
      await sql<{ ids: string[] }[]>`select ids from public.unknown_messages(${mailbox}, ${asked}, ${sql.json(units)})`
    )[0]?.ids
  expect(await unknown(B.mailbox)).toEqual(['known-2', 'known-1', 'known-3'])
  expect(await unknown(A.mailbox)).toEqual(['known-2', 'known-3'])
})

async function stored(thread: string) {
  const [row] = await sql`
    with own as (
      select m.id from public.messages m join public.threads t on t.id = m.thread_id where t.gmail_thread_id = ${thread}
    )
    select (select count(*)::int from own) as messages,
           (select count(*)::int from public.message_bodies where message_id in (select id from own)) as bodies,
           (select count(*)::int from public.attachments where message_id in (select id from own)) as attachments,
           (select count(*)::int from public.ledger_entries where message_id in (select id from own)) as entries,
           (select count(*)::int from pgmq.q_jobs where message #>> '{payload,message_id}' in (select id::text from own)) as jobs`
  return row
}

async function head(thread: string) {
  const [row] = await sql`
    select message_count, gmail_message_id as last from public.threads t join public.messages m on m.id = t.last_message_id
    where gmail_thread_id = ${thread}`
  return row
}

async function cursor(): Promise<string> {
  const [row] = await sql<{ history_id: string }[]>`select history_id from public.mailboxes where id = ${A.mailbox}`
  return row?.history_id ?? ''
}
