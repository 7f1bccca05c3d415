import { describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { compose, draft, mail, record } from './fixtures/mail.ts'
import type { Role } from './fixtures/observe.ts'
import { A } from './fixtures/tenants.ts'

type Card = { status: string; notice: string | null; version: number; edited: boolean; content_hash: string }

const { sql, as } = await openDatabase(24)
await sql`update public.clients set undo_seconds = 0`

describe('a yes', () => {
  test('of twenty at once counts once', async () => {
    const id = await draft(sql, A, 'twenty')
    const { content_hash } = await card(id)
    const answers = await Promise.all(Array.from({ length: 20 }, () => approve(id, content_hash)))
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await counts(id)).toEqual({ approvals: 1, outbox: 1, jobs: 1 })
  })

  test('to other bytes counts for nothing', async () => {
    const id = await draft(sql, A, 'other-bytes')
    for (const hash of ['', 'f'.repeat(64), null]) expect(await approve(id, hash)).toBe(false)
    expect(await counts(id)).toEqual({ approvals: 0, outbox: 0, jobs: 0 })
  })

  test('that races with an edit is to the wording that stands', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await draft(sql, A, `edit-race-${round}`)
      const { content_hash } = await card(id)
      const [approved, edited] = await Promise.all([approve(id, content_hash), edit(id, 1, 'Changed.')])
      expect([approved, edited].filter(Boolean)).toHaveLength(1)
      expect(await card(id)).toMatchObject({ status: approved ? 'approved' : 'pending', version: approved ? 1 : 2 })
    }
  })

  test('that races with a message goes back to the human, or is not given', async () => {
    for (let round = 0; round < 10; round++) {
      const thread = `message-race-${round}`
      const id = await draft(sql, A, thread)
      const { content_hash } = await card(id)
      await Promise.all([approve(id, content_hash), record(sql, A, [mail(2, thread)])])
      expect(['pending', 'superseded']).toContain((await card(id)).status)
      expect(await counts(id)).toMatchObject({ jobs: 0 })
    }
  })

  test('seen before a new message arrived is refused', async () => {
    const id = await draft(sql, A, 'seen-before')
    await edit(id, 1, 'Mine.')
    const { content_hash } = await card(id)
    await record(sql, A, [mail(2, 'seen-before')])
    expect(await approve(id, content_hash)).toBe(false)
    expect(await approve(id, (await card(id)).content_hash)).toBe(true)
  })
})

describe('edits', () => {
  test('of one version, of many at once, one is saved and none is lost unseen', async () => {
    const id = await draft(sql, A, 'edits')
    const saved = await Promise.all(Array.from({ length: 10 }, (_, nth) => edit(id, 1, `Wording ${nth}`)))
    expect(saved.filter(Boolean)).toHaveLength(1)
    expect(await sql`select version, author from public.draft_versions where draft_id = ${id} order by 1`).toEqual([
      { version: 1, author: 'assistant' },
      { version: 2, author: 'person' },
    ])
  })

  test.each([
    ['nothing', '', '23514'],
    ['no text', null, '22023'],
    ['a book', 'x'.repeat(50_001), '23514'],
  ])('%s is no reply', async (_, body, code) => {
    const id = await draft(sql, A, `odd-${code}-${body?.length}`)
    await expect(edit(id, 1, body)).rejects.toMatchObject({ code })
    expect(await card(id)).toMatchObject({ version: 1, edited: false })
  })
})

describe('a new message', () => {
  test('supersedes a draft nobody has touched', async () => {
    const id = await draft(sql, A, 'untouched')
    await record(sql, A, [mail(2, 'untouched')])
    expect(await card(id)).toMatchObject({ status: 'superseded', notice: 'moved_on' })
  })

  test('leaves an edited draft, marked, and the assistant writes no other beside it', async () => {
    const id = await draft(sql, A, 'touched')
    await edit(id, 1, 'Mine.')
    await record(sql, A, [mail(2, 'touched')])
    expect(await card(id)).toMatchObject({ status: 'pending', notice: 'moved_on', edited: true })
    expect(await compose(sql, A, 'touched-2')).toBe('')
    expect(await outcomeOf('touched-2')).toEqual({ outcome: 'skipped', reason: 'superseded' })
  })

  test('takes back a yes whose window is open', async () => {
    await sql`update public.clients set undo_seconds = 60 where id = ${A.client}`
    const id = await draft(sql, A, 'in-its-window')
    await approve(id, (await card(id)).content_hash)
    await record(sql, A, [mail(2, 'in-its-window')])
    await sql`update public.clients set undo_seconds = 0 where id = ${A.client}`

    expect(await card(id)).toMatchObject({ status: 'pending', notice: 'moved_on' })
    expect(await counts(id)).toEqual({ approvals: 1, outbox: 1, jobs: 0 })
    expect(await outbox(id)).toEqual([{ status: 'returned' }])
  })

  test('does not bring back what was set aside meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const thread = `aside-${round}`
      const id = await draft(sql, A, thread)
      await edit(id, 1, 'Mine.')
      const [discarded] = await Promise.all([decide('discard_draft', id), record(sql, A, [mail(2, thread)])])
      expect(discarded).toBe(true)
      expect(await card(id)).toMatchObject({ status: 'discarded' })
    }
  })

  test('is told to who takes a draft out of the bin', async () => {
    const id = await draft(sql, A, 'out-of-the-bin')
    await decide('discard_draft', id)
    await record(sql, A, [mail(2, 'out-of-the-bin')])
    expect(await decide('undo_decision', id)).toBe(true)
    expect(await card(id)).toMatchObject({ status: 'pending', notice: 'moved_on' })
  })
})

describe('taking back', () => {
  test('a yes removes its job, and a new yes makes a new one', async () => {
    const id = await draft(sql, A, 'taken-back')
    const { content_hash } = await card(id)
    await approve(id, content_hash)
    expect(await decide('undo_decision', id)).toBe(true)
    expect(await counts(id)).toEqual({ approvals: 1, outbox: 1, jobs: 0 })
    expect(await approve(id, content_hash)).toBe(true)
    expect(await counts(id)).toEqual({ approvals: 2, outbox: 2, jobs: 1 })
  })

  test('by many at once happens once', async () => {
    const id = await draft(sql, A, 'taken-back-often')
    await approve(id, (await card(id)).content_hash)
    const undone = await Promise.all(Array.from({ length: 10 }, () => decide('undo_decision', id)))
    expect(undone.filter(Boolean)).toHaveLength(1)
  })

  test('a discard never makes two live drafts, and never an error', async () => {
    for (let round = 0; round < 10; round++) {
      const thread = `two-live-${round}`
      const id = await draft(sql, A, thread)
      await decide('discard_draft', id)
      await record(sql, A, [mail(2, thread)])
      await Promise.all([decide('undo_decision', id), compose(sql, A, `${thread}-2`)])
      const [live] = await sql`
        select count(*)::int as drafts from public.drafts d join public.threads t on t.id = d.thread_id
        where t.gmail_thread_id = ${thread} and d.status in ('pending', 'approved')`
      expect(live).toEqual({ drafts: 1 })
    }
  })

  test('is too late once sending has begun', async () => {
    const id = await draft(sql, A, 'too-late')
    await approve(id, (await card(id)).content_hash)
    await sql`select public.begin_send(approval_id) from public.outbox where draft_id = ${id}`
    expect(await decide('undo_decision', id)).toBe(false)
    expect(await card(id)).toMatchObject({ status: 'approved' })
  })
})

test('a conversation holds one live draft, by constraint', async () => {
  const id = await draft(sql, A, 'one-live')
  const second = sql`
    insert into public.drafts (client_id, mailbox_id, thread_id, message_id, from_name, from_address, to_recipients, subject, body, received_at)
    select client_id, mailbox_id, thread_id, message_id, from_name, from_address, to_recipients, subject, body, received_at
    from public.drafts where id = ${id}`
  await expect(second).rejects.toMatchObject({ code: '23505', constraint_name: 'drafts_one_live_per_thread' })
})

async function approve(id: string, hash: string | null): Promise<boolean> {
  const rows = await as('owner', (own) => own`select from public.approve_draft(${id}, ${hash})`)
  return rows.length === 1
}

async function edit(id: string, version: number, body: string | null): Promise<boolean> {
  const rows = await as('member', (own) => own`select from public.edit_draft(${id}, ${version}, ${body})`)
  return rows.length === 1
}

async function decide(verb: 'undo_decision' | 'discard_draft', id: string, role: Role = 'owner'): Promise<boolean> {
  const rows = await as(role, (own) => own`select from ${own(`public.${verb}`)}(${id})`)
  return rows.length === 1
}

async function card(id: string): Promise<Card> {
  const [row] = await sql<Card[]>`
    select status, notice, version, edited, content_hash from public.drafts where id = ${id}`
  if (!row) throw new Error(`There is no draft "${id}"`)
  return row
}

function outbox(id: string) {
  return sql`select status from public.outbox where draft_id = ${id}`
}

async function outcomeOf(gmailId: string) {
  const [entry] = await sql`
    select outcome, reason from public.ledger_entries l join public.messages m on m.id = l.message_id
    where gmail_message_id = ${gmailId}`
  return entry
}

async function counts(id: string) {
  const [row] = await sql`
    select (select count(*)::int from public.approvals where draft_id = ${id}) as approvals,
           (select count(*)::int from public.outbox where draft_id = ${id}) as outbox,
           (select count(*)::int from pgmq.q_jobs where message #>> '{payload,draft_id}' = ${id}) as jobs`
  return row
}
