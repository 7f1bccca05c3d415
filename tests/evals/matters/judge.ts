import { randomUUID } from 'node:crypto'
import { sentences } from '../../../core/claims/promises.ts'
import { mixedUp } from '../../../core/drafts/mixed-up.ts'
import type { Found } from '../../../core/knowledge/schema.ts'
import type { Practice } from '../../support/practice.ts'
import type { TestWorld } from '../../support/world.ts'
import { foundPassage } from '../written.ts'
import type { Case } from './cases.ts'

export type Judged = { one: Case; marks: string[]; hit: boolean }

/** Puts the conversations of a business where those of a mailbox are, and a draft in the one that is answered. */
export async function converse(
  { supabase: { sql } }: TestWorld,
  { client, mailbox }: Practice,
  one: Case,
): Promise<string> {
  await sql`delete from public.threads where client_id = ${client}`
  const thread = async (subject: string, who: string) => {
    const [row] = await sql<{ id: string }[]>`
      insert into public.threads (client_id, mailbox_id, gmail_thread_id, subject, correspondent, last_message_at)
      values (${client}, ${mailbox}, ${randomUUID()}, ${subject}, ${who}, now()) returning id`
    const message = async (direction: string, from: string) => {
      const [said] = await sql<{ id: string }[]>`
        insert into public.messages (client_id, mailbox_id, thread_id, gmail_message_id, direction, from_address, received_at)
        values (${client}, ${mailbox}, ${row?.id ?? ''}, ${randomUUID()}, ${direction}::public.direction, ${from}, now())
        returning id`
      return said?.id ?? ''
    }
    await message('outbound', 'office@business.example')
    return { thread: row?.id ?? '', message: await message('inbound', who) }
  }
  for (const [nth, { subject }] of one.others.entries()) await thread(subject, `other${nth}@mail.example`)
  const asked = await thread(one.subject, 'sender@mail.example')
  const [draft] = await sql<{ id: string }[]>`
    insert into public.drafts (client_id, mailbox_id, thread_id, message_id, from_name, from_address, to_recipients,
      participants, subject, body, received_at)
    values (${client}, ${mailbox}, ${asked.thread}, ${asked.message}, '', 'office@business.example', '[]',
      '[{"name": "", "address": "sender@mail.example", "role": "reply"}]', ${`Re: ${one.subject}`}, 'Gladly.', now())
    returning id`
  return draft?.id ?? ''
}

/** What the product marks in the reply; `shown`: letters to the others are among what the model was given. */
export async function judge(
  { supabase: { sql } }: TestWorld,
  draft: string,
  one: Case,
  shown: boolean,
): Promise<Judged> {
  const evidence = {
    pieces: one.pieces,
    sourceOf: () => ({ source: 'message' as const, message_id: null, passage_id: null, title: '' }),
  }
  const passages = shown ? one.others.map(letterOf) : []
  const content = mixedUp(one.draft, one.language, evidence, passages)
  const said = await sql<{ kind: string; text: string; source: string | null }[]>`
    select claim ->> 'kind' as kind, claim ->> 'text' as text, claim ->> 'source' as source
    from jsonb_array_elements(private.claims_of(${draft}, ${sql.json(content as never)})) claim`
  const marks = said.filter(({ kind, source }) => kind === 'matter' && source === null).map(({ text }) => text)
  return { one, marks, hit: marks.some((mark) => hits(one, mark)) }
}

/** Whoever reads a sentence for the mark in it reads all of it. */
function hits({ draft, planted }: Case, mark: string): boolean {
  const place = sentences(draft).find(({ start, end }) => planted && start <= planted.start && planted.start < end)
  return place !== undefined && draft.slice(place.start, place.end).includes(mark)
}

const letterOf = ({ subject, text }: Case['others'][number]): Found =>
  foundPassage({
    id: randomUUID(),
    source_id: randomUUID(),
    kind: 'sent_mail',
    title: 'office@business.example',
    body: text,
    language: '',
    headings: [subject, '2026-11-02'],
  })
