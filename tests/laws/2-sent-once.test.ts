import { beforeAll, expect, test } from 'vitest'
import type { Fault } from '../../local/google/faults.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const client = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  world.google.addUser({ email: 'ben@sorrel.example', name: 'Ben Sorrel' })
  ada = await openPractice(world, 'ada@quill.example')
})

test('twenty clicks in two tabs are one letter', async () => {
  const { draft } = await drafted(world, ada, client)
  const answers = await Promise.all(Array.from({ length: 20 }, () => approve(ada, draft)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status, body }) => status === 409 && body.code === 'conflict')).toHaveLength(19)

  await catchUp(world)
  expect(await expectSentOnce(world, ada.address)).toMatchObject([{ outbox: 'sent' }])
})

test('ten workers at one queue send every approved reply once', async () => {
  const replies = []
  for (let n = 0; n < 4; n++) replies.push((await drafted(world, ada, client)).draft)
  await Promise.all(replies.map((draft) => approve(ada, draft)))
  await Promise.all(Array.from({ length: 10 }, () => catchUp(world)))

  expect(await Promise.all(replies.map(async (draft) => (await readDraft(ada, draft)).status))).toEqual(
    replies.map(() => 'sent'),
  )
  await expectSentOnce(world, ada.address)
})

test('the same push twenty times, before and after the reply, neither drafts nor sends again', async () => {
  const { draft } = await drafted(world, ada, client)
  await Promise.all(Array.from({ length: 20 }, () => world.google.push(ada.address)))
  await approve(ada, draft)
  await Promise.all(Array.from({ length: 20 }, () => world.google.push(ada.address)))
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  await expectSentOnce(world, ada.address)
  const [row] = await world.supabase.sql<{ drafts: number }[]>`
    select count(*)::int as drafts from public.drafts where thread_id = ${draft.thread_id}`
  expect(row?.drafts).toBe(1)
})

const CREATE = /^POST \/(upload\/)?gmail\/v1\/users\/me\/drafts$/
const SEND = /^POST \/(upload\/)?gmail\/v1\/users\/me\/drafts\/send$/
const LOOK = /^GET \/gmail\/v1\/users\/me\/threads\//
const EXISTS = /^GET \/gmail\/v1\/users\/me\/drafts/
const TOKEN = /^POST \/token$/

const steps = [
  { step: 'making the Gmail draft', match: CREATE },
  { step: 'sending it', match: SEND },
]
const breakdowns: { what: string; faults: Fault[] }[] = steps.flatMap(({ step, match }) => [
  { what: `${step} is not performed, 503`, faults: [{ match, when: 'before', status: 503 }] },
  { what: `${step} is performed, 503`, faults: [{ match, when: 'after', status: 503 }] },
  { what: `${step} is not performed, dropped`, faults: [{ match, when: 'before', drop: true }] },
  { what: `${step} is performed, dropped`, faults: [{ match, when: 'after', drop: true }] },
  { what: `${step} is performed, garbled`, faults: [{ match, when: 'after', malformed: true }] },
  { what: `${step} is rate limited thrice`, faults: [{ match, when: 'before', status: 429, times: 3 }] },
  {
    what: `${step} is performed and dropped, and looking fails twice`,
    faults: [
      { match, when: 'after', drop: true },
      { match: LOOK, status: 503, times: 2 },
      { match: EXISTS, status: 500 },
    ],
  },
  {
    what: `${step} is performed and dropped, then the token endpoint fails`,
    faults: [
      { match, when: 'after', drop: true },
      { match: TOKEN, status: 503, times: 2 },
    ],
  },
  { what: `${step} fails for good`, faults: [{ match, when: 'before', status: 503, times: 9 }] },
  { what: `${step} is performed, then says the token is old`, faults: [{ match, when: 'after', status: 401 }] },
  { what: `${step} says the token is old`, faults: [{ match, when: 'before', status: 401 }] },
])

test.each(breakdowns)('one letter although $what', async ({ faults }) => {
  const { draft } = await drafted(world, ada, client)
  for (const fault of faults) world.google.faults.add(fault)
  expect((await approve(ada, draft)).status).toBe(200)
  await catchUp(world)
  world.google.faults.clear()
  await world.clock.travel(120)
  await sweep(world, 'draft-sweep')
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', outbox_status: 'sent' })
  await expectSentOnce(world, ada.address)
})

test.each([400, 403, 413])('a reply Gmail refuses with %i goes back to the human with the reason', async (status) => {
  for (const match of [CREATE, SEND]) {
    const { draft } = await drafted(world, ada, client)
    world.google.faults.add({ match, when: 'before', status, body: { error: { code: status, message: 'No' } } })
    await approve(ada, draft)
    await catchUp(world)
    world.google.faults.clear()

    const back = await readDraft(ada, draft)
    expect(back).toMatchObject({ status: 'pending', notice: 'failed', outbox_status: 'returned' })
    expect(back.outbox_error).not.toBe('')
    await approve(ada, back)
    await catchUp(world)
    expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
    await expectSentOnce(world, ada.address)
  }
})

test('a reply whose conversation was deleted in Gmail goes back to the human', async () => {
  const { draft } = await drafted(world, ada, client)
  const [row] = await world.supabase.sql<{ id: string }[]>`
    select gmail_thread_id as id from public.threads where id = ${draft.thread_id}`
  expect(await world.google.actAs(ada.address)(`DELETE /threads/${row?.id}`)).toMatchObject({ status: 204 })
  await approve(ada, draft)
  await catchUp(world)

  // Whichever comes first: Gmail refuses the reply, or tells that what it answers is gone.
  const notice = expect.stringMatching(/^(failed|message_gone)$/)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice })
  await expectSentOnce(world, ada.address)
})
