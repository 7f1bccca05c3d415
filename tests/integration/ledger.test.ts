import { beforeAll, expect, test } from 'vitest'
import { type LedgerLine, LedgerPage, MailboxHealth } from '../../core/mailboxes/schema.ts'
import { pendingDraft } from '../support/drafted.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const ben = 'Ben Sorrel <ben@sorrel.example>'
const news = { headers: { 'List-Unsubscribe': '<https://news.example/off>' } }

const world = await startWorld()
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('a mailbox that nobody has written to yet has an empty ledger', async () => {
  expect(await ledger(eve)).toEqual({ items: [], next: null })
})

test('each message is there with what became of it and why, newest first', async () => {
  await arrives({ from: ben, subject: 'The lease' })
  await arrives({ from: 'news@paper.example', subject: 'Weekly', ...news })

  const times = (await ledger(ada)).items.map(({ received_at }) => received_at)
  expect(times).toEqual(times.toSorted().reverse())
  expect(await lineOf('Weekly')).toMatchObject({
    subject: 'Weekly',
    from_address: 'news@paper.example',
    outcome: 'skipped',
    reason: 'newsletter',
    detail: expect.stringMatching(/\S/),
    draft_id: null,
  })
  const draft = await pendingDraft(world, ada, 'The lease')
  expect(await lineOf('The lease')).toMatchObject({
    subject: 'The lease',
    from_name: 'Ben Sorrel',
    outcome: 'drafted',
    reason: null,
    draft_id: draft.id,
    thread_id: draft.thread_id,
    message_id: draft.message_id,
    newest: true,
  })
})

test('the outcome, and within it the reason, narrow the list', async () => {
  expect(outcomes(await ledger(ada, '?outcome=drafted'))).toEqual(['drafted'])
  expect(outcomes(await ledger(ada, '?outcome=skipped&reason=newsletter'))).toEqual(['skipped'])
  expect((await ledger(ada, '?reason=bounce')).items).toEqual([])
  expect((await ada.ask('GET', `${at(ada)}?outcome=lost`)).status).toBe(422)
})

test('page after page shows every message once', async () => {
  for (let n = 0; n < 5; n++) await deliver({ from: 'news@paper.example', subject: `Weekly ${n}`, ...news })
  await world.settled()
  const seen: string[] = []
  let next: string | null = ''
  while (next !== null) {
    const page = await ledger(ada, `?limit=2${next && `&cursor=${encodeURIComponent(next)}`}`)
    seen.push(...page.items.map(({ message_id }) => message_id))
    next = page.next
  }
  expect(seen).toEqual((await ledger(ada, '?limit=100')).items.map(({ message_id }) => message_id))
  expect(new Set(seen).size).toBe(7)
  expect(await ada.ask('GET', `${at(ada)}?cursor=forged`)).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test('a stranger finds neither the ledger nor a message in it', async () => {
  const [line] = (await ledger(ada)).items
  expect(await eve.ask('GET', at(ada))).toMatchObject({ status: 404, body: { code: 'not_found' } })
  for (const act of ['retry', 'draft-anyway']) {
    expect((await eve.ask('POST', `${at(ada)}/${line?.message_id}/${act}`)).status).toBe(404)
    expect((await eve.ask('POST', `${at(eve)}/${line?.message_id}/${act}`)).status).toBe(404)
    expect((await ada.ask('POST', `${at(ada)}/${NOBODYS}/${act}`)).status).toBe(404)
  }
  expect((await ada.ask('GET', `/api/mailboxes/${NOBODYS}/ledger`)).status).toBe(404)
})

test('what failed says how often it was tried, and is tried again when asked: once', async () => {
  world.claude.faults.add({ kind: 'error', times: Number.POSITIVE_INFINITY })
  await deliver({ from: ben, subject: 'In the dark' })
  await world.settled()
  const [waiting] = (await ledger(ada, '?outcome=waiting')).items
  expect(waiting).toMatchObject({ subject: 'In the dark', attempts: 1, next_try_at: expect.any(String) })

  await catchUp(world)
  const [failed] = (await ledger(ada, '?outcome=failed')).items
  expect(failed).toMatchObject({ subject: 'In the dark', attempts: 8, detail: expect.stringMatching(/\S/) })
  expect(await health(ada)).toMatchObject({ ledger: { failed: 1 }, missing: 0 })

  world.claude.faults.clear()
  const retry = `${at(ada)}/${failed?.message_id}/retry`
  expect(await ada.ask('POST', retry)).toMatchObject({ status: 200, body: { data: { outcome: 'waiting' } } })
  expect(await ada.ask('POST', retry)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  await pendingDraft(world, ada, 'In the dark')
  expect(await health(ada)).toMatchObject({ ledger: { failed: 0, waiting: 0 } })
})

test('a person overrules what left a message alone: a draft is written, and only that', async () => {
  await arrives({ from: 'events@paper.example', subject: 'Invitation to speak', ...news })
  const line = await lineOf('Invitation to speak')
  const anyway = `${at(ada)}/${line.message_id}/draft-anyway`
  expect(await ada.ask('POST', anyway)).toMatchObject({ status: 200, body: { data: { outcome: 'waiting' } } })
  expect(await ada.ask('POST', anyway)).toMatchObject({ status: 409, body: { code: 'conflict' } })

  const draft = await pendingDraft(world, ada, 'Invitation to speak')
  expect(draft).toMatchObject({ status: 'pending', to_recipients: [{ address: 'events@paper.example' }] })
  expect(world.google.mailbox(ada.address)?.sent).toEqual([])
})

test('once asked for, a draft is written even when the first attempt fails for good', async () => {
  await arrives({ from: 'events@paper.example', subject: 'A second invitation', ...news })
  const line = await lineOf('A second invitation')
  world.claude.faults.add({ kind: 'error', times: Number.POSITIVE_INFINITY })
  await ada.ask('POST', `${at(ada)}/${line.message_id}/draft-anyway`)
  await catchUp(world)
  world.claude.faults.clear()

  expect((await ada.ask('POST', `${at(ada)}/${line.message_id}/retry`)).status).toBe(200)
  await pendingDraft(world, ada, 'A second invitation')
})

test('a message that a newer one has followed is not answered, however much it is asked for', async () => {
  const first = letter({ from: 'news@paper.example', to: ada.address, subject: 'Old news', ...news })
  await world.google.deliver(ada.address, first)
  await world.settled()
  const line = await lineOf('Old news')
  await world.google.deliver(ada.address, followUp(first, { from: ben, to: ada.address }))
  await world.settled()

  const refused = await ada.ask('POST', `${at(ada)}/${line.message_id}/draft-anyway`)
  expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining('newer message') } })
  expect(await lineOf('Old news')).toMatchObject({ newest: false, outcome: 'skipped' })
})

test('a message without an entry is counted as missing', async () => {
  const before = await health(ada)
  expect(before.missing).toBe(0)
  await world.supabase.sql`
    delete from public.ledger_entries where message_id = (
      select message_id from public.ledger_entries where mailbox_id = ${ada.mailbox} and outcome = 'skipped' limit 1
    )`
  const after = await health(ada)
  expect(after).toMatchObject({ missing: 1, ledger: { skipped: (before.ledger.skipped ?? 0) - 1 } })
})

const at = ({ mailbox }: Practice) => `/api/mailboxes/${mailbox}/ledger`
const ledger = (owner: Practice, query = '') => owner.expect(LedgerPage, 'GET', `${at(owner)}${query}`)
const health = (owner: Practice) => owner.expect(MailboxHealth, 'GET', `/api/mailboxes/${owner.mailbox}/health`)

async function lineOf(subject: string): Promise<LedgerLine> {
  const found = (await ledger(ada, '?limit=100')).items.find((line) => line.subject === subject)
  if (!found) throw new Error(`The ledger does not have "${subject}"`)
  return found
}

const outcomes = ({ items }: LedgerPage) => items.map(({ outcome }) => outcome)

type Wrote = Omit<Parameters<typeof letter>[0], 'to'>

const deliver = (wrote: Wrote) => world.google.deliver(ada.address, letter({ ...wrote, to: ada.address }))

async function arrives(wrote: Wrote): Promise<void> {
  await deliver(wrote)
  await world.settled()
}
