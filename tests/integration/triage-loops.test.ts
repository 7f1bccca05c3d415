import { beforeAll, expect, test } from 'vitest'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const bo = 'Bo Client <bo@client.example>'
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@other.example')
})

test('two assistants whose people wave everything through stop after one draft each', { timeout: 60_000 }, async () => {
  const question = letter({
    from: eve.address,
    to: ada.address,
    subject: 'Fees',
    body: 'What do you charge? Can you call me?',
  })
  const raw = Buffer.from(question).toString('base64url')
  await world.google.actAs(eve.address)('POST /messages/send', { raw })

  for (let round = 0; round < 6; round++) {
    await catchUp(world)
    for (const owner of [ada, eve]) {
      for (const draft of await waiting(owner)) {
        const body = `${draft.body}\n\nCould you let me know by Friday?`
        const edited = await owner.expect(Draft, 'PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body })
        await approve(owner, edited)
      }
    }
  }
  expect(await draftsOf(ada)).toBe(1)
  expect(await draftsOf(eve)).toBe(1)
  expect((await reasons(ada)).at(-1)).toBe('loop_suspected')
})

test('fifty answering machines are no reason for a draft, and no model is asked', { timeout: 60_000 }, async () => {
  const { draft, raw } = await drafted(world, ada, bo)
  await approve(ada, draft)
  await catchUp(world)
  const [asked, before] = [world.claude.calls().length, await draftsOf(ada)]

  const signs = [{ 'Auto-Submitted': 'auto-replied' }, { 'X-Autoreply': 'yes' }, { Precedence: 'auto_reply' }, {}]
  const notices = Array.from({ length: 50 }, (_, n) => {
    const headers = { 'In-Reply-To': `<${n}@quill.example>`, ...signs[n % signs.length] }
    return followUp(raw, { from: bo, to: ada.address, subject: 'Automatic reply: Question', headers })
  })
  await Promise.all(notices.map((notice) => world.google.deliver(ada.address, notice)))
  await catchUp(world)
  expect(world.claude.calls()).toHaveLength(asked)
  expect(await draftsOf(ada)).toBe(before)
})

test('what machines remark in a conversation takes no draft away', async () => {
  const { draft, raw, subject } = await drafted(world, ada, bo)
  const remarks = [
    { 'Auto-Submitted': 'auto-replied' },
    { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=b' },
    { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b', 'Return-Path': '<>' },
  ]
  for (const headers of remarks) {
    await world.google.deliver(
      ada.address,
      followUp(raw, { from: 'mailer-daemon@client.example', to: ada.address, headers }),
    )
  }
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: null, correspondent: 'Bo Client' })
  expect(await pendingDraft(world, ada, subject)).toMatchObject({ id: draft.id, content_hash: draft.content_hash })
  await approve(ada, draft)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
})

test('a question is drafted although a machine has remarked something before it was read', async () => {
  const question = letter({ from: bo, to: ada.address, subject: 'Read late' })
  world.google.faults.add({ push: 'lose', times: 2 })
  await world.google.deliver(ada.address, question)
  const headers = { 'Auto-Submitted': 'auto-replied' }
  await world.google.deliver(ada.address, followUp(question, { from: bo, to: ada.address, headers }))
  world.google.faults.clear()
  await world.google.push(ada.address)
  expect(await pendingDraft(world, ada, 'Read late')).toMatchObject({
    to_recipients: [{ address: 'bo@client.example' }],
  })
})

test('a thank-you that follows a question leaves the question to be answered', async () => {
  const { raw, subject } = await drafted(world, ada, bo, { body: 'What does a lease cost?' })
  const thanks = { from: bo, to: ada.address, body: 'Forgot to say: thank you for your help yesterday!' }
  await world.google.deliver(ada.address, followUp(raw, thanks))
  expect(await pendingDraft(world, ada, subject)).toMatchObject({ message_count: 2 })

  await world.google.deliver(ada.address, letter({ ...thanks, subject: 'Only thanks' }))
  await world.settled()
  expect((await reasons(ada)).at(-1)).toBe('no_answer_needed')
})

test("a form on the owner's site is drafted, to the person who filled it in", async () => {
  const headers = { 'Reply-To': bo, 'Auto-Submitted': 'auto-generated' }
  const { draft } = await drafted(world, ada, 'Quill & Sons <no-reply@quill.example>', { headers })
  expect(draft.to_recipients).toEqual([{ name: 'Bo Client', address: 'bo@client.example' }])
})

test('whom the owner has written to is no robot, whatever the address; to anybody else it stays one', async () => {
  const robot = { from: 'Noor <notify@noor.example>', subject: 'A robot?' }
  await world.google.deliver(ada.address, letter({ ...robot, to: ada.address }))
  await world.settled()
  expect((await reasons(ada)).at(-1)).toBe('notification')

  const raw = letter({ from: ada.address, to: 'notify@noor.example', subject: 'Hello' })
  await world.google.actAs(ada.address)('POST /messages/send', { raw: Buffer.from(raw).toString('base64url') })
  await drafted(world, ada, robot.from, { subject: 'No robot' })
  expect(senderShown()).toBe('<sender written_to="address" bulk="no sign"/>')

  await world.google.deliver(eve.address, letter({ ...robot, to: eve.address }))
  await world.settled()
  expect((await reasons(eve)).at(-1)).toBe('notification')
})

test('the model is told what is known of the sender', async () => {
  await drafted(world, ada, 'Ida <ida@noor.example>')
  expect(senderShown()).toBe('<sender written_to="domain" bulk="no sign"/>')
  await drafted(world, ada, 'Sales <sales@stranger.example>', { headers: { 'Feedback-ID': '1:2:3:x' } })
  expect(senderShown()).toBe('<sender written_to="never" bulk="perhaps"/>')
})

const waiting = async (owner: Practice) => {
  const { items } = await owner.expect(DraftPage, 'GET', '/api/drafts?limit=100')
  return Promise.all(items.map((card) => readDraft(owner, card as Draft)))
}

async function draftsOf({ client }: Practice): Promise<number> {
  const [row] = await world.supabase.sql<{ n: number }[]>`
    select count(*)::int as n from public.drafts where client_id = ${client}`
  return row?.n ?? 0
}

async function reasons({ mailbox }: Practice): Promise<string[]> {
  const rows = await world.supabase.sql<{ reason: string }[]>`
    select reason from public.ledger_entries where mailbox_id = ${mailbox} order by created_at`
  return rows.map(({ reason }) => reason)
}

/** In the last question whether a mail needs a reply. */
function senderShown(): string | undefined {
  const judged = world.claude.calls().map(({ raw }) => /<sender [^>]*>/.exec(raw)?.[0].replaceAll('\\"', '"'))
  return judged.findLast((shown) => shown !== undefined)
}
