import { beforeAll, expect, test } from 'vitest'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { followUp } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('of two tabs that edit, the second is told and nothing is lost', async () => {
  const { draft } = await drafted(world, ada, ben)
  const answers = await Promise.all(['First tab', 'Second tab'].map((body) => edit(draft, body)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'changed' })

  const winner = Draft.parse(answers.find(({ status }) => status === 200)?.body.data)
  expect(await readDraft(ada, draft)).toMatchObject({ version: 2, body: winner.body, edited: true })
  const versions = await world.supabase.sql`
    select version, author, body from public.draft_versions where draft_id = ${draft.id} order by version`
  expect([...versions]).toEqual([
    { version: 1, author: 'assistant', body: draft.body },
    { version: 2, author: 'person', body: winner.body },
  ])
})

test.each([
  ['nothing', ''],
  ['only spaces', ' \n\t '],
  ['a null character', 'a\0b'],
  ['half a letter', 'a\ud800b'],
  ['more than fifty thousand characters', 'x'.repeat(50_001)],
])('a wording with %s is refused and the old one stays', async (_what, body) => {
  const { draft } = await drafted(world, ada, ben)
  expect(await edit(draft, body)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(await readDraft(ada, draft)).toMatchObject({ version: 1, body: draft.body })
})

test('fifty thousand characters, and letters of four bytes, are kept and sent whole', async () => {
  for (const body of ['x'.repeat(50_000), '🌿'.repeat(25_000)]) {
    const { draft } = await drafted(world, ada, ben)
    expect(await edit(draft, body)).toMatchObject({ status: 200, body: { data: { body } } })
    await approve(ada, await readDraft(ada, draft))
    await catchUp(world)
    expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', body })
  }
})

test.each([
  ['version', { version: 0, body: 'x' }],
  ['version', { version: 1.5, body: 'x' }],
  ['version', { version: '1', body: 'x' }],
  ['version', { version: 1e20, body: 'x' }],
  ['version', { version: 2 ** 40, body: 'x' }],
  ['body', { version: 1, body: 7 }],
  ['body', { version: 1 }],
])('an edit with a wrong %s is refused by name', async (path, json) => {
  const { draft } = await drafted(world, ada, ben)
  const answer = await ada.ask('PATCH', `/api/drafts/${draft.id}`, json)
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', issues: [{ path }] } })
})

test.each(['', 'x', '0'.repeat(63), 'G'.repeat(64), "' or 1=1 --", null, 7])(
  'the hash %j approves nothing',
  async (hash) => {
    const { draft } = await drafted(world, ada, ben)
    const answer = await ada.ask('POST', `/api/drafts/${draft.id}/approve`, { hash })
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending' })
  },
)

test('nobody touches the draft of somebody else', async () => {
  const { draft } = await drafted(world, ada, ben)
  const attempts = await Promise.all([
    eve.ask('GET', `/api/drafts/${draft.id}`),
    eve.ask('PATCH', `/api/drafts/${draft.id}`, { version: 1, body: 'Mine now' }),
    approve(eve, draft),
    eve.ask('POST', `/api/drafts/${draft.id}/discard`),
    eve.ask('POST', `/api/drafts/${draft.id}/undo`),
  ])
  for (const attempt of attempts) expect(attempt).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await eve.expect(DraftPage, 'GET', `/api/drafts?client_id=${ada.client}`)).items).toEqual([])
  expect(await readDraft(ada, draft)).toEqual(draft)
})

test('a draft that is sent, discarded or overtaken takes no decision any more', async () => {
  const sent = (await drafted(world, ada, ben)).draft
  await approve(ada, sent)
  await catchUp(world)
  const discarded = (await drafted(world, ada, ben)).draft
  await ada.ask('POST', `/api/drafts/${discarded.id}/discard`)
  const { draft: overtaken, raw, subject } = await drafted(world, ada, ben)
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'And when?' }))
  await catchUp(world)
  await pendingDraft(world, ada, subject)

  for (const draft of [sent, discarded, overtaken]) {
    expect((await edit(draft, 'Too late')).status).toBe(409)
    expect((await ada.ask('POST', `/api/drafts/${draft.id}/discard`)).status).toBe(409)
    expect(await approve(ada, draft)).toMatchObject({ status: 409, body: { success: false } })
  }
  expect((await ada.ask('POST', `/api/drafts/${sent.id}/undo`)).body).toMatchObject({ code: 'too_late' })
  expect((await ada.ask('POST', `/api/drafts/${overtaken.id}/undo`)).status).toBe(409)
  expect((await ada.ask('POST', `/api/drafts/${discarded.id}/undo`)).body).toMatchObject({
    data: { status: 'pending' },
  })
  expect((await ada.ask('POST', `/api/drafts/${discarded.id}/undo`)).body).toMatchObject({ code: 'conflict' })
})

test('what comes back after the conversation went on says so', async () => {
  const { draft, raw } = await drafted(world, ada, ben)
  await ada.ask('POST', `/api/drafts/${draft.id}/discard`)
  const inCopy = { To: 'cleo@sorrel.example', Cc: ada.address }
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, headers: inCopy }))
  await catchUp(world)
  const back = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/undo`)
  expect(back).toMatchObject({ status: 'pending', notice: 'moved_on' })
})

test('the queue is read page by page, each draft once, the newest mail first', async () => {
  const all = (await ada.expect(DraftPage, 'GET', '/api/drafts?limit=100')).items
  expect(all.length).toBeGreaterThan(8)
  const seen: string[] = []
  let next: string | null = ''
  for (let pages = 0; next !== null && pages < 50; pages++) {
    const page: DraftPage = await ada.expect(
      DraftPage,
      'GET',
      `/api/drafts?limit=3${next && `&cursor=${encodeURIComponent(next)}`}`,
    )
    seen.push(...page.items.map(({ id }) => id))
    next = page.next
  }
  expect(seen).toEqual(all.map(({ id }) => id))
})

test('an unchanged queue costs nothing to ask for again', async () => {
  const first = await ada.get('/api/drafts')
  const etag = first.headers.get('etag') ?? ''
  const same = await ada.go('/api/drafts', { headers: { 'if-none-match': etag } })
  expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag])

  await drafted(world, ada, ben)
  const changed = await ada.go('/api/drafts', { headers: { 'if-none-match': etag } })
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(etag)
  expect((await eve.go('/api/drafts', { headers: { 'if-none-match': etag } })).status).toBe(200)
})

const edit = ({ id, version }: Draft, body: string) => ada.ask('PATCH', `/api/drafts/${id}`, { version, body })
