import { beforeAll, expect, test } from 'vitest'
import type { Draft } from '../../core/drafts/schema.ts'
import type { CallFault } from '../../local/google/faults.ts'
import { approveUnattended, drafted, readDraft } from '../support/drafted.ts'
import { connect, openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const SEND = /POST .*\/drafts\/send$/
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test.each<[string, () => Promise<unknown>]>([
  ['trashed the copy', async () => owner(`POST /messages/${await copy()}/trash`)],
  ['erased the copy for good', async () => owner(`DELETE /messages/${await copy()}`)],
  ['trashed the conversation', async () => owner(`POST /threads/${await thread()}/trash`)],
  ['erased the conversation for good', async () => owner(`DELETE /threads/${await thread()}`)],
  ['moved the copy into another conversation', async () => moved(await copy())],
])('a reply whose answer got lost, and whose owner has %s meanwhile, is not sent again', async (_what, meddle) => {
  const before = world.google.outside().length
  const draft = await sentUnheard()
  expect(world.google.outside()).toHaveLength(before + 1)
  await meddle()
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', outbox_status: 'sent' })
  expect(world.google.outside()).toHaveLength(before + 1)
})

test('a copy in another conversation is found even when Gmail has forgotten its history', async () => {
  const draft = await sentUnheard()
  await moved(await copy())
  world.google.expireHistory(ada.address)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
})

test('a draft the owner has thrown away is not taken for a copy that was sent', async () => {
  const before = world.google.outside().length
  const { draft } = await drafted(world, ada, 'ben@sorrel.example')
  await approveUnder(draft, { match: SEND, when: 'before', status: 503 })
  const { body } = await owner<{ drafts: { id: string; message: { id: string } }[] }>('GET /drafts')
  await owner(`POST /messages/${body.drafts[0]?.message.id}/trash`)
  await owner(`DELETE /drafts/${body.drafts[0]?.id}`)
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: 'deleted_in_gmail' })
  expect(world.google.outside()).toHaveLength(before)
})

const THREAD = /^GET .*\/users\/me\/threads\//
const DRAFT = /^GET .*\/users\/me\/drafts\/r/
const error = { error: { code: 500, message: 'Backend error', status: 'INTERNAL' } }
const answers: [string, CallFault['match'], Omit<CallFault, 'match'>][] = [
  ['the draft it makes with an error under 200', /POST .*\/drafts$/, { when: 'after', status: 200, body: error }],
  ['the draft it makes with nothing', /POST .*\/drafts$/, { when: 'after', status: 200, body: {} }],
  ['the sending with an error under 200', SEND, { when: 'after', status: 200, body: error }],
  ['the sending with nothing', SEND, { when: 'after', status: 200, body: {} }],
  ['the look at the conversation with an error under 200', THREAD, { status: 200, body: error, times: 2 }],
  ['the look at the conversation with nothing', THREAD, { status: 200, body: {}, times: 2 }],
  ['the look at the conversation with half an answer', THREAD, { malformed: true, times: 2 }],
  ['the look at the draft with nothing', DRAFT, { status: 200, body: {}, times: 2 }],
  ['the look at the draft with half an answer', DRAFT, { malformed: true, times: 2 }],
]

test.each(answers)('one letter although Gmail answers %s', async (_what, match, fault) => {
  for (const lost of ['after', 'before'] as const) {
    const before = world.google.outside().length
    const { draft } = await drafted(world, ada, 'ben@sorrel.example')
    world.google.faults.add({ match: SEND, when: lost, drop: true })
    await approveUnder(draft, { ...fault, match })
    await catchUp(world)

    expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', outbox_status: 'sent' })
    expect(world.google.outside()).toHaveLength(before + 1)
    expect((await owner<{ drafts?: unknown[] }>('GET /drafts')).body.drafts ?? []).toEqual([])
  }
})

test('a grant taken back in the middle leaves nothing unsettled: connected again, it is one letter', async () => {
  const before = world.google.outside().length
  const draft = await sentUnheard()
  world.google.revoke(ada.address)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'approved', outbox_status: 'unknown' })

  expect(await connect(ada, ada.client, ada.address)).toBe('/portal/mailboxes/?connected=1')
  await world.clock.travel(3600)
  await sweep(world, 'draft-sweep')
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  expect(world.google.outside()).toHaveLength(before + 1)
})

/** Sent, but nobody has heard of it: the answer broke off. */
async function sentUnheard(): Promise<Draft> {
  const { draft } = await drafted(world, ada, 'ben@sorrel.example')
  await approveUnder(draft, { match: SEND, when: 'after', drop: true })
  return draft
}

async function approveUnder(draft: Draft, fault: CallFault): Promise<void> {
  world.google.faults.add(fault)
  await approveUnattended(world, ada, draft)
  await sweep(world, 'watch-renewal')
}

const owner = <Body>(call: string, json?: unknown) => world.google.actAs(ada.address)<Body>(call, json)

const newest = () => world.google.mailbox(ada.address)?.sent[0]

const copy = async () => newest()?.id
const thread = async () => newest()?.threadId

/** As when Gmail splits a conversation: the same letter, under its own name, somewhere else. */
async function moved(id = ''): Promise<void> {
  const raw = Buffer.from(world.google.raw(ada.address, id) ?? []).toString('latin1')
  const approval = /^X-AssistantAI-Approval: (\S+)/im.exec(raw)?.[1]
  const named = raw.replace(/^Message-ID: .*$/im, `Message-ID: <${approval}@mail.assistantai.invalid>`)
  const letter = Buffer.from(named.replace(/^(In-Reply-To|References): .*\r\n/gim, ''), 'latin1').toString('base64url')
  expect(await owner('POST /messages/import', { raw: letter, labelIds: ['SENT'] })).toMatchObject({ status: 200 })
  await owner(`DELETE /messages/${id}`)
}
