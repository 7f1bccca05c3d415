import { beforeAll, expect, test } from 'vitest'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { Conversation } from '../../core/threads/schema.ts'
import { correspondents, professional } from '../../local/seed/people.ts'
import { type Person, signIn } from '../support/person.ts'
import { startPlantedWorld } from '../support/world.ts'

const world = await startPlantedWorld()
const [nora] = correspondents
let marta: Person

beforeAll(async () => {
  marta = await signIn(world, professional.email)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('a draft is read beside its conversation, edited, approved, and sent once, in the right thread', async () => {
  const queue = await marta.expect(DraftPage, 'GET', '/api/drafts?limit=100')
  const card = queue.items.find(({ correspondent }) => correspondent === nora?.name)
  const draft = await marta.expect(Draft, 'GET', `/api/drafts/${card?.id}`)
  const conversation = await marta.expect(Conversation, 'GET', `/api/threads/${draft.thread_id}`)
  const last = conversation.messages.at(-1)
  expect(last).toMatchObject({ id: draft.message_id, direction: 'inbound', ledger: { outcome: 'drafted' } })
  expect(draft.to_recipients).toEqual([{ name: nora?.name, address: nora?.email }])

  const edited = await marta.expect(Draft, 'PATCH', `/api/drafts/${draft.id}`, {
    version: draft.version,
    body: `${draft.body}\n\nP.S. With a naïve “quote” and a 🌿.`,
  })
  expect(edited).toMatchObject({ version: 2, edited: true })
  const before = world.google.mailbox(professional.email)?.sent.length ?? 0
  const inboxBefore = world.google.mailbox(nora?.email ?? '')?.inbox.length ?? 0

  const approved = await marta.expect(Draft, 'POST', `/api/drafts/${draft.id}/approve`, { hash: edited.content_hash })
  expect(approved.status).toBe('approved')
  await world.afterwork.idle()
  await world.settled()

  const sent = world.google.mailbox(professional.email)?.sent ?? []
  expect(sent).toHaveLength(before + 1)
  const arrived = world.google.mailbox(nora?.email ?? '')?.inbox ?? []
  expect(arrived).toHaveLength(inboxBefore + 1)
  const raw = Buffer.from(world.google.raw(nora?.email ?? '', arrived[0]?.id ?? '') ?? []).toString()
  expect(raw).toMatch(new RegExp(`^From: "?${professional.name}"? <${professional.email}>`, 'm'))
  const [original] = await world.supabase.sql<{ rfc: string; thread: string }[]>`
    select rfc_message_id as rfc, gmail_thread_id as thread from public.messages m
    join public.threads t on t.id = m.thread_id where m.id = ${draft.message_id}`
  expect(raw).toMatch(new RegExp(`^In-Reply-To:\\s+${original?.rfc}`, 'm'))
  expect(sent[0]?.threadId).toBe(original?.thread)

  expect(await marta.expect(Draft, 'GET', `/api/drafts/${draft.id}`)).toMatchObject({
    status: 'sent',
    outbox_status: 'sent',
  })
  const again = await marta.ask('POST', `/api/drafts/${draft.id}/approve`, { hash: edited.content_hash })
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test('the sent reply comes back through the push as part of the conversation, and drafts nothing', async () => {
  const { items } = await marta.expect(DraftPage, 'GET', '/api/drafts?status=sent')
  const conversation = await marta.expect(Conversation, 'GET', `/api/threads/${items[0]?.thread_id}`)
  expect(conversation.messages.at(-1)).toMatchObject({ direction: 'outbound', ledger: null })
  const pending = await marta.expect(DraftPage, 'GET', '/api/drafts?limit=100')
  expect(pending.items.filter(({ thread_id }) => thread_id === items[0]?.thread_id)).toEqual([])
})
