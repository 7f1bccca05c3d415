import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Me } from '../../core/account/schema.ts'
import { Draft } from '../../core/drafts/schema.ts'
import { LedgerLine, LedgerPage } from '../../core/mailboxes/schema.ts'
import { pendingDraft } from '../support/drafted.ts'
import { letter } from '../support/letters.ts'
import { signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
let ada: Practice
let eve: Practice
let count = 0

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@orchard.example')
})
beforeEach(() => draftsFrom(50))
afterEach(() => world.claude.script(undefined))

/** The model is as sure as that, whatever it is shown. */
function says(verdict: object): void {
  world.claude.script((request) =>
    JSON.stringify(request.output_config).includes('needs_reply')
      ? { needs_reply: false, reason: 'Wants to know.', language: 'en', ...verdict }
      : { language: 'en', body: 'Gladly.', alternatives: [], questions: [] },
  )
}

const draftsFrom = (draft_threshold: number, who = ada) =>
  who.expect(Me, 'PATCH', `/api/account/clients/${who.client}`, { draft_threshold })

/** A mail of somebody new, and what became of it. */
async function fateOf(who = ada): Promise<LedgerLine> {
  const subject = `Matter ${++count}`
  await world.google.deliver(
    who.address,
    letter({ from: `P${count} <p${count}@sorrel.example>`, to: who.address, subject }),
  )
  await world.settled()
  return lineOf(subject, who)
}

async function lineOf(subject: string, who = ada): Promise<LedgerLine> {
  const { items } = await who.expect(LedgerPage, 'GET', `/api/mailboxes/${who.mailbox}/ledger?limit=100`)
  return LedgerLine.parse(items.find((line) => line.subject === subject))
}

test('from its threshold on a business has a reply drafted, and its ledger says how sure that was, and why', async () => {
  says({ score: 62 })
  const drafted = { outcome: 'drafted', detail: 'Wants to know.', chance: 62, threshold: 50 }
  expect(await fateOf()).toMatchObject(drafted)
  await draftsFrom(62)
  expect(await fateOf()).toMatchObject({ ...drafted, threshold: 62 })
  await draftsFrom(63)
  const skipped = { outcome: 'skipped', reason: 'no_answer_needed', detail: 'Wants to know.', chance: 62 }
  expect(await fateOf()).toMatchObject({ ...skipped, threshold: 63 })
  expect(await fateOf(eve)).toMatchObject(drafted)
})

test('without a figure the plain word of the model holds, and there is none in the ledger', async () => {
  await draftsFrom(99)
  says({ needs_reply: true })
  expect(await fateOf()).toMatchObject({ outcome: 'drafted', chance: null, threshold: null })
  await draftsFrom(1)
  says({ needs_reply: false })
  expect(await fateOf()).toMatchObject({ outcome: 'skipped', chance: null, threshold: null })
})

test.each([[101], [-1], ['high'], [null]])(
  'a score of %j is nonsense: the mail waits, and is asked about again',
  async (score) => {
    says({ score })
    const { subject, outcome, attempts } = await fateOf()
    expect({ outcome, attempts }).toEqual({ outcome: 'waiting', attempts: 1 })
    says({ score: 90 })
    await world.clock.travel(60)
    await sweep(world, 'watch-renewal')
    await world.settled()
    expect(await lineOf(subject)).toMatchObject({ outcome: 'drafted', chance: 90 })
  },
)

test.each([[0], [100], [50.5], ['more'], [null]])('a threshold of %j is not taken', async (draft_threshold) => {
  const answer = await ada.ask('PATCH', `/api/account/clients/${ada.client}`, { draft_threshold })
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test('a stranger changes nothing of it, and whoever only works there is told that owners do', async () => {
  const change = (who: Practice) => who.ask('PATCH', `/api/account/clients/${ada.client}`, { draft_threshold: 99 })
  expect(await change(eve)).toMatchObject({ status: 404 })
  const bo = await signIn(world, 'bo@quill.example', 'Bo alone')
  await sql`insert into public.client_members (client_id, user_id, role) values (${ada.client}, ${bo.me.id}, 'member')`
  expect(await change({ ...ada, ...bo })).toMatchObject({ status: 403 })
  const { clients } = await ada.expect(Me, 'GET', '/api/account/me')
  expect(clients[0]).toMatchObject({ draft_threshold: 50 })
})

test('discarded as not needed a few times, the same sureness counts for less the next night; elsewhere for as much', async () => {
  says({ score: 70 })
  for (const _ of Array.from({ length: 8 })) {
    const { id } = await pendingDraft(world, ada, (await fateOf()).subject)
    await ada.expect(Draft, 'POST', `/api/drafts/${id}/discard`)
    await ada.ask('POST', `/api/drafts/${id}/discard-reason`, { reason: 'not_needed' })
  }
  expect(await fateOf()).toMatchObject({ chance: 70 })
  await sweep(world, 'reconciliation')
  await world.settled()
  const doubted = await fateOf()
  expect(doubted).toMatchObject({ outcome: 'skipped', reason: 'no_answer_needed' })
  expect(doubted.chance).toBeLessThan(50)
  expect(await fateOf(eve)).toMatchObject({ outcome: 'drafted', chance: 70 })
})

test('left alone and asked for after all, it counts for more; and so does what is sent', async () => {
  says({ score: 40 })
  for (const _ of Array.from({ length: 3 })) {
    const { message_id, subject } = await fateOf(eve)
    await eve.ask('POST', `/api/mailboxes/${eve.mailbox}/ledger/${message_id}/draft-anyway`)
    expect(await pendingDraft(world, eve, subject)).toMatchObject({ status: 'pending' })
    expect(await lineOf(subject, eve)).toMatchObject({ outcome: 'drafted', chance: 40 })
  }
  await sweep(world, 'reconciliation')
  const { chance } = await fateOf(eve)
  expect(chance).toBeGreaterThan(50)

  says({ score: 41 })
  const { id, content_hash } = await pendingDraft(world, eve, (await fateOf(eve)).subject)
  await eve.expect(Draft, 'POST', `/api/drafts/${id}/approve`, { hash: content_hash })
  await world.settled()
  says({ score: 40 })
  await sweep(world, 'reconciliation')
  expect((await fateOf(eve)).chance).toBeGreaterThan(chance ?? 100)
})

test('what a draft was discarded for without a word, or for its wording, says nothing about the model', async () => {
  await sql`truncate private.triage_curves`
  await sql`update public.draft_outcomes set reason = 'wrong_content' where client_id = ${ada.client}`
  await sweep(world, 'reconciliation')
  expect(await sql`select from private.triage_curves where client_id = ${ada.client}`).toHaveLength(0)
})
