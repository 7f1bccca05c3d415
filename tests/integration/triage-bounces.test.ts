import { beforeAll, expect, test } from 'vitest'
import { type Draft, DraftPage } from '../../core/drafts/schema.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { type Letter, letter } from '../support/letters.ts'
import { signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const bo = 'bo@client.example'
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@other.example')
})

test('a reply that comes back says so on its card: to whom, and why', async () => {
  const { draft } = await drafted(world, ada, 'Bo Gone <bo@bounce.test>')
  await approve(ada, draft)
  await catchUp(world)

  const bounces = [expect.objectContaining({ recipient: 'bo@bounce.test', reason: 'address_unknown', permanent: true })]
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', bounces })
  const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts?status=sent')
  expect(items.find(({ id }) => id === draft.id)).toMatchObject({ bounces })
  expect(await ledgerOf('ada@quill.example')).toContain('bounce')
})

test('a report without our headers is known by the Message-ID Gmail gave the sent copy', async () => {
  const sent = await sendTo(ada, bo)
  const [copy] = await world.supabase.sql<{ id: string }[]>`
    select rfc_message_id as id from public.messages where thread_id = ${sent.thread_id} and direction = 'outbound'`
  await report(ada, { 'Message-ID': copy?.id ?? '' }, { inReplyTo: copy?.id ?? '' })
  expect((await readDraft(ada, sent)).bounces).toMatchObject([{ recipient: bo, permanent: true }])
})

test('a delay is no failure; a full mailbox is one that may pass, until it is one for good', async () => {
  const sent = await sendTo(ada, bo)
  const approval = await approvalOf(sent)
  const returned = { 'X-AssistantAI-Approval': approval }

  await report(ada, returned, { action: 'delayed', status: '4.4.1' })
  expect((await readDraft(ada, sent)).bounces).toEqual([])
  await report(ada, returned, { status: '4.2.2' })
  expect((await readDraft(ada, sent)).bounces).toMatchObject([{ reason: 'mailbox_full', permanent: false }])
  await report(ada, returned, { status: '5.1.1' })
  await report(ada, returned, { status: '4.2.2' })
  expect((await readDraft(ada, sent)).bounces).toMatchObject([{ reason: 'address_unknown', permanent: true }])
})

test('a forged report changes nothing: not of another business, not for another recipient, not what was not sent', async () => {
  const theirs = await sendTo(eve, bo)
  await report(ada, { 'X-AssistantAI-Approval': await approvalOf(theirs) })
  expect((await readDraft(eve, theirs)).bounces).toEqual([])

  const sent = await sendTo(ada, bo)
  await report(ada, { 'X-AssistantAI-Approval': await approvalOf(sent) }, { failed: 'somebody@else.example' })
  expect((await readDraft(ada, sent)).bounces).toEqual([])

  await world.supabase.sql`update public.clients set undo_seconds = 30 where id = ${ada.client}`
  const { draft: held } = await drafted(world, ada, `Bo Client <${bo}>`)
  await approve(ada, held)
  await report(ada, { 'X-AssistantAI-Approval': await approvalOf(held) })
  await catchUp(world)
  expect(await readDraft(ada, held)).toMatchObject({ status: 'sent', bounces: [] })
})

test('nobody reads what came back to others', async () => {
  const stranger = await signIn(world, 'stranger@elsewhere.example', 'Elsewhere')
  const { items } = await stranger.expect(DraftPage, 'GET', '/api/drafts?status=sent')
  expect(items).toEqual([])
})

async function sendTo(owner: Practice, recipient: string): Promise<Draft> {
  const { draft } = await drafted(world, owner, `Bo Client <${recipient}>`)
  await approve(owner, draft)
  await catchUp(world)
  expect(await readDraft(owner, draft)).toMatchObject({ status: 'sent', bounces: [] })
  return draft
}

async function approvalOf({ id }: Draft): Promise<string> {
  const [row] = await world.supabase.sql<{ id: string }[]>`select id from public.approvals where draft_id = ${id}`
  return row?.id ?? ''
}

type Says = { failed?: string; action?: string; status?: string; inReplyTo?: string }

/** A delivery report arrives that returns these headers of the mail it is about (RFC 3464). */
async function report(owner: Practice, returned: Record<string, string>, says: Says = {}): Promise<void> {
  const { failed = bo, action = 'failed', status = '5.1.1', inReplyTo = '' } = says
  const parts = [
    'Content-Type: text/plain\n\nIt did not arrive.',
    `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ${failed}\nAction: ${action}\nStatus: ${status}`,
    `Content-Type: text/rfc822-headers\n\n${Object.entries(returned).map(([name, value]) => `${name}: ${value}\n`)}`,
  ]
  const wrote: Letter = {
    from: 'mailer-daemon@mx.example',
    to: owner.address,
    body: `${parts.map((part) => `--b\n${part}\n`).join('')}--b--`,
    headers: {
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
      ...(inReplyTo && { 'In-Reply-To': inReplyTo, References: inReplyTo }),
    },
  }
  await world.google.deliver(owner.address, letter(wrote))
  await world.settled()
}

async function ledgerOf(address: string): Promise<string[]> {
  const rows = await world.supabase.sql<{ reason: string }[]>`
    select reason from public.ledger_entries l join public.mailboxes m on m.id = l.mailbox_id where m.address = ${address}`
  return rows.map(({ reason }) => reason)
}
