import { beforeAll, expect, test } from 'vitest'
import { type Draft, DraftPage } from '../../core/drafts/schema.ts'
import { Conversation } from '../../core/threads/schema.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { outcomes } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('read and archived in Gmail is read and archived here, and the reply still waits', async () => {
  const { draft, id } = await received('Tidy desk')
  expect(await conversation(draft)).toMatchObject({ unread: true, archived: false, answered: false })
  await gmail(`POST /messages/${id}/modify`, { removeLabelIds: ['UNREAD', 'INBOX'] })
  await catchUp(world)
  expect(await conversation(draft)).toMatchObject({ unread: false, archived: true })
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: null })

  await gmail(`POST /messages/${id}/modify`, { addLabelIds: ['UNREAD', 'INBOX'] })
  await catchUp(world)
  expect(await conversation(draft)).toMatchObject({ unread: true, archived: false })
})

test('thrown away in Gmail, the reply makes way; brought back, it waits again', async () => {
  const { draft, id, subject } = await received()
  await gmail(`POST /messages/${id}/trash`)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'superseded', notice: 'message_gone' })
  expect((await approve(ada, draft)).status).toBe(409)
  expect((await outcomes(world, ada))[subject]).toBe('drafted')
  expect((await conversation(draft)).messages).toMatchObject([{ gone: true }])

  await gmail(`POST /messages/${id}/untrash`)
  await catchUp(world)
  const back = await readDraft(ada, draft)
  expect(back).toMatchObject({ status: 'pending', notice: null })
  await approve(ada, back)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
})

test('deleted in Gmail, an edited reply stays and says so, and the ledger forgets nothing', async () => {
  const { draft, id, subject } = await received()
  const edited = await edit(draft)
  await gmail(`DELETE /messages/${id}`)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({
    status: 'pending',
    notice: 'message_gone',
    body: edited.body,
    version: edited.version + 1,
  })
  expect((await outcomes(world, ada))[subject]).toBe('drafted')
  expect((await conversation(draft)).messages).toMatchObject([
    { gone: true, parts: [{ text: expect.stringMatching(/call me back/) }] },
  ])
})

test('what its owner throws away before it is judged is left alone, and judged when it is brought back', async () => {
  world.claude.faults.add({ kind: 'overloaded', times: 2 })
  const { id, subject } = await arrives('Too early')
  await world.settled()
  await gmail(`POST /messages/${id}/trash`)
  await catchUp(world)
  world.claude.faults.clear()
  expect((await outcomes(world, ada))[subject]).toBe('skipped deleted')

  await gmail(`POST /messages/${id}/untrash`)
  await catchUp(world)
  expect((await outcomes(world, ada))[subject]).toBe('drafted')
})

test('moved out of spam, it is new mail', async () => {
  const { id, subject } = await arrives('Not spam at all', ['SPAM', 'UNREAD'])
  await catchUp(world)
  expect(await outcomes(world, ada)).not.toHaveProperty(subject)
  await gmail(`POST /messages/${id}/modify`, { addLabelIds: ['INBOX'], removeLabelIds: ['SPAM'] })
  await catchUp(world)
  expect((await outcomes(world, ada))[subject]).toBe('drafted')
})

test('what is thrown away while a reply waits in its undo window is not answered', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const { draft, id } = await received()
  await approve(ada, draft)
  await gmail(`POST /messages/${id}/trash`)
  await world.settled()
  await catchUp(world)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
  expect(await readDraft(ada, draft)).toMatchObject({
    status: 'pending',
    notice: 'message_gone',
    outbox_status: 'returned',
  })
  await expectSentOnce(world, ada.address)
})

test('when the newest word is deleted, the one before it waits for its answer again', async () => {
  const { raw, draft } = await received('Shall we')
  await world.clock.travel(1)
  const second = await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'When?' }))
  await catchUp(world)
  expect(await pending(ada, 'Re: Shall we')).toMatchObject([{ message_count: 2 }])
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'superseded' })
  await gmail(`DELETE /messages/${second}`)
  await catchUp(world)
  expect(await pending(ada, 'Re: Shall we')).toMatchObject([{ id: draft.id, notice: null, message_count: 1 }])

  const worked = await edit(await readDraft(ada, draft))
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'Which key is it?' }))
  await world.clock.travel(1)
  const last = await world.google.deliver(
    ada.address,
    followUp(raw, { from: ben, to: ada.address, body: 'And which door?' }),
  )
  await catchUp(world)
  await ada.ask('POST', `/api/drafts/${worked.id}/discard`)
  await gmail(`DELETE /messages/${last}`)
  await catchUp(world)
  expect(await pending(ada, 'Re: Shall we')).toMatchObject([{ message_count: 2, edited: false, notice: null }])
})

test('a label put on and taken off again, and a message deleted at last, end as Gmail has them', async () => {
  const { draft, id } = await received()
  world.google.faults.add({ push: 'lose', times: 20 })
  for (const label of ['STARRED', 'IMPORTANT', 'STARRED']) {
    await gmail(`POST /messages/${id}/modify`, { addLabelIds: [label] })
    await gmail(`POST /messages/${id}/modify`, { removeLabelIds: ['STARRED'] })
  }
  world.google.faults.clear()
  await world.google.push(ada.address)
  await catchUp(world)
  const labels = await world.supabase.sql`select labels from public.messages where gmail_message_id = ${id}`
  expect(labels[0]?.labels.toSorted()).toEqual(['IMPORTANT', 'INBOX', 'UNREAD'])
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending' })
})

test('who answers in Gmail has answered: the reply makes way, and what was edited stays and says so', async () => {
  const plain = await received()
  const worked = await received()
  const edited = await edit(worked.draft)
  for (const { raw, id } of [plain, worked]) await answerInGmail(raw, id)
  await catchUp(world)

  expect(await conversation(plain.draft)).toMatchObject({ answered: true })
  expect(await readDraft(ada, plain.draft)).toMatchObject({ status: 'superseded' })
  expect(await readDraft(ada, worked.draft)).toMatchObject({ status: 'pending', notice: 'moved_on', body: edited.body })
})

test('a message an edited reply kept from being answered is answered when that reply is discarded', async () => {
  const { raw, draft } = await received('Two questions')
  await edit(draft)
  await world.clock.travel(1)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'And another?' }))
  await catchUp(world)
  expect((await outcomes(world, ada))['Re: Two questions']).toBe('skipped superseded')

  await ada.ask('POST', `/api/drafts/${draft.id}/discard`)
  await world.settled()
  expect((await outcomes(world, ada))['Re: Two questions']).toBe('drafted')
  expect(await pending(ada, 'Re: Two questions')).toHaveLength(1)
  // Nothing is lost by discarding what nobody waits for.
  await ada.ask('POST', `/api/drafts/${(await pending(ada, 'Re: Two questions'))[0]?.id}/discard`)
  await catchUp(world)
  expect(await pending(ada, 'Re: Two questions')).toEqual([])
})

test('within the undo window of that discard nothing else takes its place', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const { raw, draft } = await received('Undone')
  await edit(draft)
  await world.clock.travel(1)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'And another?' }))
  await world.settled()
  await ada.ask('POST', `/api/drafts/${draft.id}/discard`)
  await world.settled()
  expect((await ada.ask('POST', `/api/drafts/${draft.id}/undo`)).status).toBe(200)
  await catchUp(world)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
  expect(await pending(ada, 'Re: Undone')).toMatchObject([{ id: draft.id, notice: 'moved_on', edited: true }])
  expect((await outcomes(world, ada))['Re: Undone']).toBe('skipped superseded')
})

test('a message an edited reply kept from being answered is answered by that reply when it is sent after all', async () => {
  const { raw, draft } = await received('Both at once')
  await edit(draft)
  await world.clock.travel(1)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'And another?' }))
  await catchUp(world)
  await approve(ada, await readDraft(ada, draft))
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  expect((await outcomes(world, ada))['Re: Both at once']).toBe('skipped answered')
  await expectSentOnce(world, ada.address)
})

let letters = 0

async function arrives(subject = `Change ${++letters}`, labels?: string[]) {
  const raw = letter({ from: ben, to: ada.address, subject })
  return { raw, subject, id: await world.google.deliver(ada.address, raw, labels) }
}

async function received(about?: string) {
  const { draft, raw, subject } = await drafted(world, ada, ben, about ? { subject: about } : {})
  const id = world.google.mailbox(ada.address)?.all.find((mail) => mail.subject === subject)?.id ?? ''
  return { draft, raw, subject, id }
}

const gmail = (call: string, body?: unknown) => world.google.actAs(ada.address)(call, body)

const edit = (draft: Draft) =>
  ada.ask('PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body: 'In my own words' }).then(({ body }) => {
    expect(body).toMatchObject({ success: true })
    return body.data as Draft
  })

const answerInGmail = (raw: string, threadId: string) =>
  gmail('POST /messages/send', {
    threadId,
    raw: Buffer.from(followUp(raw, { from: ada.address, to: 'ben@sorrel.example' })).toString('base64url'),
  })

const conversation = ({ thread_id }: Draft) => ada.expect(Conversation, 'GET', `/api/threads/${thread_id}`)

async function pending(owner: Practice, subject: string) {
  const { items } = await owner.expect(DraftPage, 'GET', '/api/drafts?limit=100')
  return items.filter((card) => card.subject === subject)
}
