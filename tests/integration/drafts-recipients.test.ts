import PostalMime from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { followUp } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const office = { email: 'office@quill.example', name: 'Quill & Sons', signature: '<b>Quill &amp; Sons</b><br>Notaries' }
let ada: Practice
let eve: Practice

beforeAll(async () => {
  world.google.addUser({ email: 'ada@quill.example', name: 'Ada Quill', sendAs: [office] })
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('a letter to another of our addresses is answered from it, with its name and its signature', async () => {
  const { draft } = await drafted(world, ada, ben, { to: office.email })
  expect(draft).toMatchObject({
    from_name: office.name,
    from_address: office.email,
    signature: 'Quill & Sons\nNotaries',
    senders: [
      { name: 'Ada Quill', address: ada.address },
      { name: office.name, address: office.email },
    ],
  })
  await approve(ada, draft)
  await catchUp(world)
  const arrived = await lastOutside()
  expect(arrived.from).toMatchObject({ name: office.name, address: office.email })
  expect(arrived.text?.trimEnd()).toBe(`${draft.body}\n\n-- \nQuill & Sons\nNotaries`)
})

test('whoever has signed already does not sign twice', async () => {
  const { draft } = await drafted(world, ada, ben, { to: office.email })
  const signed = await edit(draft, { body: 'Gladly.\n\nQuill & Sons\n Notaries\n' })
  expect(signed.signature).toBe('')
  await approve(ada, signed)
  await catchUp(world)
  expect((await lastOutside()).text?.trimEnd()).toBe(signed.body.trimEnd())
})

test('the sender can be chosen among the addresses Gmail has verified, and no other', async () => {
  const { draft } = await drafted(world, ada, ben)
  expect(draft).toMatchObject({ from_address: ada.address, signature: '' })
  const chosen = await edit(draft, { from: 'Office@quill.example' })
  expect(chosen).toMatchObject({ from_address: office.email, signature: 'Quill & Sons\nNotaries', body: draft.body })
  expect(chosen.content_hash).not.toBe(draft.content_hash)
  expect(await approve(ada, chosen, draft.content_hash)).toMatchObject({ status: 409, body: { code: 'changed' } })

  for (const from of ['ada@elsewhere.example', eve.address, ''])
    expect(await ask(chosen, { from })).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test('an address Gmail no longer verifies sends nothing: the reply comes back', async () => {
  const { draft } = await drafted(world, ada, ben, { to: office.email })
  await world.supabase.sql`update public.clients set undo_seconds = 60`
  await approve(ada, draft)
  await world.supabase.sql`select public.keep_send_as(${ada.mailbox}, '[]')`
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: 'changed' })

  // Every night Gmail is asked again.
  await sweep(world, 'reconciliation')
  await catchUp(world)
  expect((await readDraft(ada, draft)).senders).toHaveLength(2)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

const cleo = { name: 'Cleo', address: 'cleo@elsewhere.example' }
const crowd = { to: 'ada@quill.example, Cleo <cleo@elsewhere.example>', headers: { Cc: 'dan@elsewhere.example' } }

test('a reply goes to the sender, and to all only when that is chosen', async () => {
  const { draft } = await drafted(world, ada, ben, crowd)
  expect(draft.to_recipients).toMatchObject([{ address: 'ben@sorrel.example' }])
  expect(draft).toMatchObject({ cc_recipients: [], participants: [{ role: 'reply' }, { ...cleo, role: 'other' }, {}] })

  const toAll = await edit(draft, { cc: ['cleo@elsewhere.example', 'dan@elsewhere.example'] })
  expect(toAll.cc_recipients).toEqual([cleo, { name: '', address: 'dan@elsewhere.example' }])
  const without = await edit(toAll, { to: ['cleo@elsewhere.example'], cc: ['dan@elsewhere.example'] })
  await approve(ada, without)
  await catchUp(world)
  const { to, cc } = await lastOutside()
  expect([to, cc]).toMatchObject([[cleo], [{ address: 'dan@elsewhere.example' }]])
})

test.each([
  ['somebody else', { to: ['thief@elsewhere.example'] }],
  ['somebody else in copy', { cc: ['thief@elsewhere.example'] }],
  ['ourselves', { cc: ['ada@quill.example'] }],
  ['nobody', { to: [] }],
  ['one person twice', { to: ['ben@sorrel.example', 'ben@sorrel.example'] }],
  ['one person in both places', { cc: ['ben@sorrel.example'] }],
  ['a name in the place of an address', { to: ['Ben Sorrel'] }],
])('a reply to %s is refused, and stays as it was', async (_whom, change) => {
  const { draft } = await drafted(world, ada, ben, crowd)
  expect(await ask(draft, change)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(await readDraft(ada, draft)).toEqual(draft)
})

test('of two tabs that change the recipients, the second is told; a stranger finds nothing', async () => {
  const { draft } = await drafted(world, ada, ben, crowd)
  const change = { cc: ['cleo@elsewhere.example'] }
  const answers = await Promise.all([ask(draft, change), ask(draft, change)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const stranger = await eve.ask('PATCH', `/api/drafts/${draft.id}`, { version: 2, ...change })
  expect(stranger).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('where we have answered everybody before, we answer everybody again', async () => {
  const { draft, raw, subject } = await drafted(world, ada, ben, crowd)
  await approve(ada, await edit(draft, { cc: ['cleo@elsewhere.example', 'dan@elsewhere.example'] }))
  await catchUp(world)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, body: 'And when?', ...crowd }))
  await world.settled()
  expect((await pendingDraft(world, ada, subject)).cc_recipients).toHaveLength(2)
})

test('who asks for answers somewhere else is answered there, and the draft says who wrote', async () => {
  const headers = { 'Reply-To': 'Desk <desk@elsewhere.example>' }
  const { draft } = await drafted(world, ada, ben, { headers })
  expect(draft).toMatchObject({
    to_recipients: [{ address: 'desk@elsewhere.example' }],
    participants: [
      { address: 'desk@elsewhere.example', role: 'reply' },
      { address: 'ben@sorrel.example', role: 'sender' },
    ],
  })
  expect((await edit(draft, { to: ['ben@sorrel.example'] })).to_recipients).toMatchObject([{ name: 'Ben Sorrel' }])
})

const ask = ({ id, version }: Draft, change: object) => ada.ask('PATCH', `/api/drafts/${id}`, { version, ...change })

const edit = ({ id, version }: Draft, change: object) =>
  ada.expect(Draft, 'PATCH', `/api/drafts/${id}`, { version, ...change })

const lastOutside = () => PostalMime.parse(world.google.outside().at(-1)?.raw ?? new Uint8Array())
