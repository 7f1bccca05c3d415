import { beforeAll, expect, test } from 'vitest'
import { Mailboxes } from '../../core/mailboxes/schema.ts'
import { approve, pendingDraft, readDraft } from '../support/drafted.ts'
import { outcomes } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { connect, openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'ben@sorrel.example'
/** One business with two mailboxes. */
let ada: Practice
let bea: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  const address = 'bea@quill.example'
  world.google.addUser({ email: address, name: 'Bea Quill' })
  expect(await connect(ada, ada.client, address)).toBe('/portal/mailboxes/?connected=1')
  await catchUp(world)
  const { items } = await ada.expect(Mailboxes, 'GET', '/api/mailboxes')
  bea = { ...ada, address, mailbox: items.find((item) => item.address === address)?.id ?? '' }
})

test('what one mailbox writes to the other is nobody’s to answer', async () => {
  const raw = letter({ from: `Ada <${ada.address}>`, to: bea.address, subject: 'Can you take this one?' })
  await send(ada, raw)
  await catchUp(world)
  expect(await outcomes(world, bea)).toEqual({ 'Can you take this one?': 'skipped own_mail' })
  expect(await outcomes(world, ada)).toEqual({})

  const [copy] = world.google.mailbox(bea.address)?.inbox ?? []
  const sent = Buffer.from(world.google.raw(bea.address, copy?.id ?? '') ?? '').toString()
  await send(
    bea,
    followUp(sent, { from: bea.address, to: ada.address, body: 'Which one do you mean?' }),
    copy?.threadId,
  )
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ 'Re: Can you take this one?': 'skipped own_mail' })
  expect(await drafts()).toBe(0)
})

test('a letter to both is answered from one of them', async () => {
  const raw = letter({ from: ben, to: `${ada.address}, ${bea.address}`, subject: 'To whom it may concern' })
  await Promise.all([world.google.deliver(ada.address, raw), world.google.deliver(bea.address, raw)])
  await catchUp(world)
  const both = [
    (await outcomes(world, ada))['To whom it may concern'],
    (await outcomes(world, bea))['To whom it may concern'],
  ]
  expect(both.toSorted()).toEqual(['drafted', 'skipped duplicate'])
  expect(await drafts()).toBe(1)

  const draft = await pendingDraft(world, ada, 'To whom it may concern')
  await approve(ada, draft)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  await expectSentOnce(world, draft.from_address)
  expect(await drafts()).toBe(1)
})

test('a letter that only looks like another is answered from both', async () => {
  const headers = { 'Message-ID': '<the-same@wire.example>' }
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'The lease', headers }))
  await world.google.deliver(bea.address, letter({ from: ben, to: bea.address, subject: 'The deposit', headers }))
  await catchUp(world)
  expect((await outcomes(world, ada))['The lease']).toBe('drafted')
  expect((await outcomes(world, bea))['The deposit']).toBe('drafted')
})

test('a letter forwarded from one to the other is answered where it arrived first', async () => {
  const raw = letter({ from: ben, to: ada.address, subject: 'The roof' })
  await world.google.deliver(ada.address, raw)
  await catchUp(world)
  await send(
    ada,
    letter({ from: ada.address, to: bea.address, subject: 'Fwd: The roof', body: `> Could you call me back?` }),
  )
  // As a mail server forwards: the same letter, to somebody else.
  await world.google.deliver(bea.address, raw)
  await catchUp(world)
  expect((await outcomes(world, ada))['The roof']).toBe('drafted')
  expect(await outcomes(world, bea)).toMatchObject({
    'Fwd: The roof': 'skipped own_mail',
    'The roof': expect.stringMatching(/skipped/),
  })
})

const send = (owner: Practice, raw: string, threadId?: string) =>
  world.google.actAs(owner.address)('POST /messages/send', {
    raw: Buffer.from(raw).toString('base64url'),
    ...(threadId && { threadId }),
  })

async function drafts(): Promise<number> {
  return (await world.supabase.sql`select from public.drafts`).length
}
