import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { hold } from '../support/law.ts'
import { followUp } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('nothing is sent that nobody approved, whatever else is done with a draft', async () => {
  const before = world.google.outside().length
  const { draft } = await drafted(world, ada, ben)
  const edited = await edit(draft, 'A better wording')
  await ada.ask('POST', `/api/drafts/${draft.id}/discard`)
  await ada.ask('POST', `/api/drafts/${draft.id}/undo`)
  await ada.ask('POST', `/api/drafts/${draft.id}/undo`)
  await catchUp(world)
  await world.clock.travel(3600)
  await catchUp(world)

  expect(world.google.outside()).toHaveLength(before)
  expect(await readDraft(ada, edited)).toMatchObject({ status: 'pending', body: 'A better wording' })
})

test('the hash of an earlier wording approves nothing', async () => {
  const { draft } = await drafted(world, ada, ben)
  const second = await edit(draft, 'The second wording')
  const third = await edit(second, 'The third wording')
  for (const stale of [draft, second]) {
    expect(await approve(ada, third, stale.content_hash)).toMatchObject({ status: 409, body: { code: 'changed' } })
  }
  expect(await approve(ada, third, '0'.repeat(64))).toMatchObject({ status: 409, body: { code: 'changed' } })
  expect(await readDraft(ada, third)).toMatchObject({ status: 'pending', outbox_status: null })
})

test('typing on in front of an old conversation saves nothing unseen, and so can approve nothing unseen', async () => {
  const { draft, raw } = await drafted(world, ada, ben)
  const edited = await edit(draft, 'Written before the second letter')
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'Stop, it is settled.' }))
  await world.settled()

  const typed = { version: edited.version, body: 'Written without having read the second letter' }
  const saved = await ada.ask('PATCH', `/api/drafts/${draft.id}`, typed)
  expect(saved).toMatchObject({ status: 409, body: { code: 'changed' } })
  expect(await approve(ada, edited)).toMatchObject({ status: 409, body: { code: 'changed' } })
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: 'moved_on', body: edited.body })
})

test('what is approved can no longer be edited or discarded', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const { draft } = await drafted(world, ada, ben)
  await approve(ada, draft)
  const edit = await ada.ask('PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body: 'Not that' })
  expect(edit).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await ada.ask('POST', `/api/drafts/${draft.id}/discard`)).toMatchObject({ status: 409 })
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', body: draft.body })
  expect(bodyOf(await lastOutside())).toBe(draft.body)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('of an edit and an approval at the same moment, what is sent is what was approved', async () => {
  await hold(fc.integer({ min: 1, max: 4 }), 6, async (edits) => {
    const { draft } = await drafted(world, ada, ben)
    const [approval] = await Promise.all([
      approve(ada, draft),
      ...Array.from({ length: edits }, (_, n) =>
        ada.ask('PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body: `Wording ${n}` }),
      ),
    ])
    await catchUp(world)
    const after = await readDraft(ada, draft)
    if (approval.status === 200) {
      expect(after).toMatchObject({ status: 'sent', body: draft.body })
      expect(bodyOf(await lastOutside())).toBe(draft.body)
    } else expect(after).toMatchObject({ status: 'pending', version: 2 })
  })
})

test.each(['unedited', 'edited'])(
  'a message that came since it was read makes a yes to an %s draft void',
  async (how) => {
    const { draft, raw, subject } = await drafted(world, ada, ben)
    const read = how === 'edited' ? await edit(draft, 'My own words') : draft
    await world.google.deliver(
      ada.address,
      followUp(raw, { from: ben, to: ada.address, body: 'And what does it cost?' }),
    )
    await world.settled()

    expect(await approve(ada, read)).toMatchObject({ status: 409, body: { code: 'changed' } })
    await catchUp(world)
    const waiting = await pendingDraft(world, ada, subject)
    if (how === 'edited') expect(waiting).toMatchObject({ id: draft.id, body: 'My own words', notice: 'moved_on' })
    else expect(waiting.id).not.toBe(draft.id)
    expect((await approve(ada, waiting)).status).toBe(200)
    await catchUp(world)
    await expectSentOnce(world, ada.address)
  },
)

test('a message that comes in the undo window gives the reply back', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const before = world.google.outside().length
  const { draft, raw, subject } = await drafted(world, ada, ben)
  await approve(ada, draft)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'Wait, one more thing?' }))
  await world.settled()
  await world.clock.travel(120)
  await catchUp(world)

  expect(world.google.outside()).toHaveLength(before)
  expect(await readDraft(ada, draft)).toMatchObject({ outbox_status: 'returned', notice: 'moved_on' })
  const again = await pendingDraft(world, ada, subject)
  await approve(ada, again)
  await catchUp(world)
  expect(world.google.outside()).toHaveLength(before + 1)
  await expectSentOnce(world, ada.address)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('an answer the owner writes in Gmail in the undo window keeps ours back', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const { draft, raw } = await drafted(world, ada, ben)
  await approve(ada, draft)
  const [thread] = await world.supabase.sql<{ id: string }[]>`
    select gmail_thread_id as id from public.threads where id = ${draft.thread_id}`
  const own = followUp(raw, { from: ada.address, to: 'ben@sorrel.example', body: 'I have called you.' })
  const sent = { raw: Buffer.from(own).toString('base64url'), threadId: thread?.id }
  expect(await world.google.actAs(ada.address)('POST /messages/send', sent)).toMatchObject({ status: 200 })
  await world.settled()
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ outbox_status: 'returned' })
  await expectSentOnce(world, ada.address)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('an approval that is undone sends nothing, and can be given again', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  const { draft } = await drafted(world, ada, ben)
  const before = world.google.outside().length
  for (let n = 0; n < 3; n++) {
    expect((await approve(ada, draft)).status).toBe(200)
    expect((await ada.ask('POST', `/api/drafts/${draft.id}/undo`)).body).toMatchObject({ data: { status: 'pending' } })
  }
  await catchUp(world)
  expect(world.google.outside()).toHaveLength(before)
  await approve(ada, draft)
  await catchUp(world)
  expect(world.google.outside()).toHaveLength(before + 1)
  expect(await ada.ask('POST', `/api/drafts/${draft.id}/undo`)).toMatchObject({
    status: 409,
    body: { code: 'too_late' },
  })
  await expectSentOnce(world, ada.address)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

const edit = (draft: Draft, body: string) =>
  ada.expect(Draft, 'PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body })

/** A text part ends in a line break of its own. */
const bodyOf = ({ text = '' }: Email) => text.replace(/\n$/, '')

const lastOutside = () => PostalMime.parse(world.google.outside().at(-1)?.raw ?? new Uint8Array())
