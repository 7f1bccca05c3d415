import PostalMime from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { Source } from '../../core/knowledge/schema.ts'
import { approve, approveUnattended, drafted, readDraft } from '../support/drafted.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const PDF = Buffer.from('%PDF-1.7\nA plan\n')
const LARGE = Buffer.alloc(900_000, 1)
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('a file is part of what is approved, and arrives as it was', async () => {
  const { draft } = await drafted(world, ada, ben)
  const withFile = await attach(draft, 'Grundriß – "plan".pdf', PDF)
  expect(withFile).toMatchObject({
    version: 2,
    attachments: [{ filename: 'Grundriß – "plan".pdf', media_type: 'application/pdf', size_bytes: PDF.length }],
  })
  expect(await approve(ada, withFile, draft.content_hash)).toMatchObject({ status: 409, body: { code: 'changed' } })
  expect((await approve(ada, withFile)).status).toBe(200)
  await catchUp(world)

  const [file, ...more] = (await lastOutside()).attachments
  expect(more).toEqual([])
  expect(file).toMatchObject({ filename: 'Grundriß – "plan".pdf', mimeType: 'application/pdf' })
  expect(Buffer.from(file?.content as ArrayBuffer)).toEqual(PDF)
  await expectSentOnce(world, ada.address)
  const kept = await world.supabase.sql`select content from public.draft_attachments where draft_id = ${draft.id}`
  expect([...kept]).toEqual([{ content: null }])
})

test('a file taken off again does not leave', async () => {
  const { draft } = await drafted(world, ada, ben)
  const two = await attach(await attach(draft, 'one.pdf', PDF), 'two.pdf', PDF)
  const [first] = two.attachments
  const one = await ada.expect(Draft, 'DELETE', `/api/drafts/${draft.id}/attachments/${first?.id}`, { version: 3 })
  expect(one.attachments).toMatchObject([{ filename: 'two.pdf' }])
  expect(await approve(ada, one, two.content_hash)).toMatchObject({ status: 409 })
  await approve(ada, one)
  await catchUp(world)
  expect((await lastOutside()).attachments).toMatchObject([{ filename: 'two.pdf' }])
})

test('a file that the reply rests on is offered, and leaves with it when a person wants it to', async () => {
  const known = {
    kind: 'file',
    filename: 'fees.txt',
    content: Buffer.from('A first meeting costs 150 EUR.').toString('base64'),
  }
  const add = (owner: Practice) =>
    owner.expect(Source, 'POST', '/api/knowledge/sources', { client_id: owner.client, ...known })
  const [hers, foreign] = [await add(ada), await add(eve)]
  await catchUp(world)
  world.claude.script(({ output_config }) =>
    JSON.stringify(output_config).includes('needs_reply')
      ? { needs_reply: true, reason: 'Asks', language: 'en' }
      : { language: 'en', body: 'Dear Ben, a first meeting costs 150 EUR.', alternatives: [], questions: [] },
  )
  const { draft } = await drafted(world, ada, ben, { body: 'What does a first meeting cost?' })
  world.claude.script(undefined)
  expect(draft).toMatchObject({
    attachments: [],
    suggested: [{ source_id: hers.id, filename: 'fees.txt', size_bytes: 30 }],
  })

  const hang = (source_id: string, version = draft.version) =>
    ada.ask('POST', `/api/drafts/${draft.id}/attach-known`, { version, source_id })
  expect(await hang(foreign.id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  const text = { client_id: ada.client, kind: 'text', title: 'Notes', text: 'No file.' }
  const noFile = await ada.expect(Source, 'POST', '/api/knowledge/sources', text)
  expect(await hang(noFile.id)).toMatchObject({ status: 404 })
  expect(await hang(hers.id, draft.version + 1)).toMatchObject({ status: 409, body: { code: 'changed' } })

  expect(await hang(hers.id)).toMatchObject({ status: 201 })
  const hung = await readDraft(ada, draft)
  expect(hung).toMatchObject({
    version: 2,
    suggested: [],
    attachments: [{ filename: 'fees.txt', media_type: 'text/plain' }],
  })
  expect((await approve(ada, hung)).status).toBe(200)
  await catchUp(world)
  const [file] = (await lastOutside()).attachments
  expect(Buffer.from(file?.content as ArrayBuffer).toString()).toBe('A first meeting costs 150 EUR.')
})

test('what is too large for one request of Gmail’s is uploaded, and sent whole, once, also at a second attempt', async () => {
  const { draft } = await drafted(world, ada, ben)
  const withFile = await attach(draft, 'large.bin', LARGE)
  world.google.faults.add({ match: /POST .*\/drafts\/send$/, when: 'before', status: 503 })
  await approveUnattended(world, ada, withFile)
  await sweep(world, 'watch-renewal')
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  const [file] = (await lastOutside()).attachments
  expect(Buffer.from(file?.content as ArrayBuffer).equals(LARGE)).toBe(true)
  await expectSentOnce(world, ada.address)
}, 60_000)

test('the files of one reply have ten megabytes at most', async () => {
  const { draft } = await drafted(world, ada, ben)
  await world.supabase.sql`
    insert into public.draft_attachments (draft_id, client_id, filename, media_type, size_bytes, sha256)
    select ${draft.id}, ${ada.client}, 'part.bin', 'application/octet-stream', 3000000, '' from generate_series(1, 3)`
  expect(await post(draft, 'more.bin', Buffer.alloc(1_000_001))).toMatchObject({
    status: 422,
    body: { error: 'The files of one reply can have at most 10 MB together' },
  })
  expect((await post(draft, 'more.bin', Buffer.alloc(1_000_000, 4))).status).toBe(201)
})

test.each([
  ['an empty file', 'empty.txt', Buffer.alloc(0), 422],
  ['a program', 'invoice.pdf', Buffer.from('MZ\x90'), 422],
  ['a program by its name', 'invoice.exe', PDF, 422],
  ['a name turned around', 'invoice\u202efdp.exe', PDF, 422],
  ['a file of more than three megabytes', 'big.bin', Buffer.alloc(3_000_001), 422],
  ['a request of more than five', 'big.bin', Buffer.alloc(5_000_000), 413],
])('%s is refused, and the reply stays as it was', async (_what, filename, bytes, status) => {
  const { draft } = await drafted(world, ada, ben)
  expect(await post(draft, filename, bytes)).toMatchObject({ status, body: { success: false } })
  expect(await readDraft(ada, draft)).toEqual(draft)
})

test('nobody hangs a file on the reply of somebody else, or on one that is decided, or takes it off', async () => {
  const { draft } = await drafted(world, ada, ben)
  const withFile = await attach(draft, 'plan.pdf', PDF)
  const address = `/api/drafts/${draft.id}/attachments`
  const file = { version: 2, filename: 'mine.pdf', content: PDF.toString('base64') }
  expect(await eve.ask('POST', address, file)).toMatchObject({ status: 404 })
  const at = `${address}/${withFile.attachments[0]?.id}`
  expect(await eve.ask('DELETE', at, { version: 2 })).toMatchObject({ status: 404 })
  expect(await ada.ask('DELETE', at, { version: 1 })).toMatchObject({ status: 409, body: { code: 'changed' } })
  expect(await ada.ask('DELETE', `${address}/${draft.id}`, { version: 2 })).toMatchObject({ status: 404 })

  await approve(ada, withFile)
  expect(await ada.ask('POST', address, file)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  await catchUp(world)
})

const post = ({ id, version }: Draft, filename: string, bytes: Buffer) =>
  ada.ask('POST', `/api/drafts/${id}/attachments`, { version, filename, content: bytes.toString('base64') })

async function attach(draft: Draft, filename: string, bytes: Buffer): Promise<Draft> {
  const { status, body } = await post(draft, filename, bytes)
  expect(body).toMatchObject({ success: true })
  expect(status).toBe(201)
  return Draft.parse(body.data)
}

const lastOutside = () =>
  PostalMime.parse(world.google.outside().at(-1)?.raw ?? new Uint8Array(), { attachmentEncoding: 'arraybuffer' })
