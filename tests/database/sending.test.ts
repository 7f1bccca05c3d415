import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { draft, mail, record } from './fixtures/mail.ts'
import { A } from './fixtures/tenants.ts'

const { sql, as } = await openDatabase(12)
await sql`update public.clients set undo_seconds = 0`

const HASHED = [
  'from_name',
  'from_address',
  'reply_to',
  'to_recipients',
  'cc_recipients',
  'subject',
  'body',
  'signature',
] as const

describe('begin_send', () => {
  test('gives nothing before the undo window has passed, and the reply after it', async () => {
    const { approval } = await approved('window')
    await sql`update public.outbox set send_at = now() + interval '1 minute' where approval_id = ${approval}`
    expect(await begin(approval)).toEqual([])
    expect(await state(approval)).toMatchObject({ outbox: 'queued', draft: 'approved' })

    await sql`update public.outbox set send_at = now() where approval_id = ${approval}`
    expect(await begin(approval)).toMatchObject([{ outbox_status: 'queued', subject: 'Re: Plan', body: 'Gladly.' }])
    expect(await state(approval)).toMatchObject({ outbox: 'sending' })
  })

  test('by ten at once is the first attempt of one, and a crash to be looked into for the rest', async () => {
    const { approval } = await approved('ten')
    const begun = (await Promise.all(Array.from({ length: 10 }, () => begin(approval)))).flat()
    const statuses = begun.map(({ outbox_status }) => outbox_status).sort()
    expect(statuses).toEqual(['queued', ...Array.from({ length: 9 }, () => 'sending')])
  })

  test.each(HASHED)('gives back what was approved with another %s', async (field) => {
    const { id, approval } = await approved(`tampered-${field}`)
    const other = field.endsWith('recipients') ? sql.json([{ name: '', address: 'other@elsewhere.example' }]) : 'Other'
    await as('service', (own) => own`update public.drafts set ${own(field)} = ${other} where id = ${id}`)
    expect(await begin(approval)).toEqual([])
    expect(await state(approval)).toEqual({ outbox: 'returned', draft: 'pending', notice: 'changed' })
  })

  test('gives back what was approved before the conversation moved on', async () => {
    const { approval } = await approved('moved')
    await sql`update public.threads set last_message_id = null where gmail_thread_id = 'moved'`
    expect(await begin(approval)).toEqual([])
    expect(await state(approval)).toMatchObject({ outbox: 'returned', draft: 'pending' })
  })

  test('gives nothing for what was undone, sent or given back', async () => {
    const { id, approval } = await approved('undone')
    await as('owner', (own) => own`select public.undo_decision(${id})`)
    expect(await begin(approval)).toEqual([])

    const second = await approved('sent')
    await begin(second.approval)
    await sql`select public.finish_send(${second.approval}, 'sent-1')`
    expect(await begin(second.approval)).toEqual([])
  })

  test('racing with a taking back lets one of them win', async () => {
    for (let round = 0; round < 10; round++) {
      const { id, approval } = await approved(`undo-race-${round}`)
      const [begun, undone] = await Promise.all([
        begin(approval),
        as('owner', (own) => own`select from public.undo_decision(${id})`),
      ])
      expect(begun.length + undone.length).toBe(1)
      expect(await state(approval)).toMatchObject(begun.length ? { outbox: 'sending' } : { outbox: 'undone' })
    }
  })

  test('racing with a new message lets one of them win', async () => {
    for (let round = 0; round < 10; round++) {
      const { approval } = await approved(`message-race-${round}`)
      const [begun] = await Promise.all([begin(approval), record(sql, A, [mail(2, `message-race-${round}`)])])
      expect(await state(approval)).toMatchObject(
        begun.length ? { outbox: 'sending', draft: 'approved' } : { outbox: 'returned', notice: 'moved_on' },
      )
    }
  })
})

describe('the outbox', () => {
  const states = ['queued', 'sending', 'unknown', 'sent', 'undone', 'returned']
  const arrows =
    'queued>sending queued>undone queued>returned sending>unknown sending>sent sending>returned unknown>sent unknown>returned'

  test('goes along its arrows and no other way, whoever pushes it', async () => {
    const { approval } = await approved('arrows')
    for (const from of states) {
      for (const to of states.filter((state) => state !== from)) {
        await sql`alter table public.outbox disable trigger arrows`
        await sql`update public.outbox set status = ${from} where approval_id = ${approval}`
        await sql`alter table public.outbox enable trigger arrows`
        const going = sql`update public.outbox set status = ${to} where approval_id = ${approval}`
        if (arrows.split(' ').includes(`${from}>${to}`)) await going
        else await expect(going, `${from} ${to}`).rejects.toMatchObject({ code: '23514' })
      }
    }
  })
})

describe('the Gmail draft', () => {
  const note = (approval: string, name: string) => sql`select public.note_gmail_draft(${approval}, ${name})`

  test('of an approval is one: a second worker cannot put its own in the place', async () => {
    const { approval } = await approved('two-workers')
    await begin(approval)
    const noted = await Promise.allSettled(['draft-1', 'draft-2', 'draft-3'].map((name) => note(approval, name)))
    expect(noted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('may be noted twice by who made it', async () => {
    const { approval } = await approved('noted-twice')
    await begin(approval)
    await note(approval, 'draft-1')
    await note(approval, 'draft-1')
    expect(await begin(approval)).toMatchObject([{ outbox_status: 'sending', gmail_draft_id: 'draft-1' }])
  })

  test('of a worker that comes back after the reply was sent is refused', async () => {
    const { approval } = await approved('too-late')
    await begin(approval)
    await sql`select public.finish_send(${approval}, 'sent-1')`
    await expect(note(approval, 'draft-2')).rejects.toThrow('another worker')
  })
})

describe('the hash', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((one) => !one.includes('\0'))
  const people = fc.array(fc.record({ name: text, address: text }), { maxLength: 3 })
  const reply = fc.record({
    from_name: text,
    from_address: text,
    reply_to: text,
    to_recipients: people,
    cc_recipients: people,
    subject: text,
    body: text,
    signature: text,
  })

  test.each(HASHED)('tells every %s from every other', async (field) => {
    const values = reply.map((one) => one[field])
    const changed = fc.tuple(reply, values).filter(([one, value]) => !same(one[field], value))
    await fc.assert(
      fc.asyncProperty(changed, async ([one, value]) => {
        expect(await hashOf({ ...one, [field]: value })).not.toBe(await hashOf(one))
      }),
      { numRuns: 60 },
    )
  })

  test('is the same for the same, and moves with text that moves from one field to the next', async () => {
    const moved = fc.tuple(reply, fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }))
    await fc.assert(
      fc.asyncProperty(moved, async ([one, part]) => {
        const left = { ...one, subject: `${one.subject}${part}` }
        const right = { ...one, body: `${part}${one.body}` }
        expect(await hashOf(left)).toBe(await hashOf({ ...left }))
        expect(await hashOf(left)).not.toBe(await hashOf(right))
      }),
      { numRuns: 60 },
    )
  })

  test('covers each file, its name and its type', async () => {
    const id = await draft(sql, A, 'files')
    const hashes = [await hashIn(id)]
    for (const [name, type, bytes] of [
      ['a.txt', 'text/plain', 'One'],
      ['b.txt', 'text/plain', 'One'],
      ['b.txt', 'text/csv', 'One'],
      ['b.txt', 'text/csv', 'Two'],
    ] as const) {
      await sql`delete from public.draft_attachments where draft_id = ${id}`
      await sql`
        insert into public.draft_attachments (id, draft_id, client_id, filename, media_type, size_bytes, sha256)
        values (${A.approval}, ${id}, ${A.client}, ${name}, ${type}, 3, md5(${bytes}))`
      hashes.push(await hashIn(id))
    }
    expect(new Set(hashes).size).toBe(5)
  })

  async function hashIn(id: string): Promise<string> {
    const [row] = await sql<
      { hash: string }[]
    >`select private.content_hash(d) as hash from public.drafts d where id = ${id}`
    return row?.hash ?? ''
  }

  test('covers the last message of the conversation', async () => {
    const one = {
      from_name: '',
      from_address: '',
      reply_to: '',
      to_recipients: [],
      cc_recipients: [],
      subject: '',
      body: '',
      signature: '',
    }
    const before = await hashOf(one)
    await record(sql, A, [mail(9, 'thread-1')])
    expect(await hashOf(one)).not.toBe(before)
  })

  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

  async function hashOf(fields: object): Promise<string | undefined> {
    const [row] = await sql<{ hash: string }[]>`
      select private.content_hash(jsonb_populate_record(null::public.drafts, ${sql.json({ ...fields, thread_id: A.thread })})) as hash`
    return row?.hash
  }
})

/** A draft somebody has said yes to, with nothing left of the undo window. */
async function approved(thread: string): Promise<{ id: string; approval: string }> {
  const id = await draft(sql, A, thread)
  await as(
    'owner',
    (own) => own`
    select public.approve_draft(id, content_hash) from public.drafts where id = ${id}`,
  )
  const [row] = await sql<{ approval: string }[]>`select id as approval from public.approvals where draft_id = ${id}`
  return { id, approval: row?.approval ?? '' }
}

function begin(approval: string) {
  return sql<{ outbox_status: string; gmail_draft_id: string | null }[]>`select * from public.begin_send(${approval})`
}

async function state(approval: string) {
  const [row] = await sql`
    select o.status as outbox, d.status as draft, d.notice from public.outbox o join public.drafts d on d.id = o.draft_id
    where o.approval_id = ${approval}`
  return row
}
