import { beforeAll, expect, test } from 'vitest'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { approve, approveUnattended, drafted, readDraft } from '../support/drafted.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('by push alone, a mail becomes a draft, and a yes becomes a letter when the window closes', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 1`
  const { draft } = await drafted(world, ada, ben)
  expect(draft.status).toBe('pending')

  const asked = performance.now()
  await approve(ada, draft)
  expect(world.google.outside()).toHaveLength(0)
  await world.afterwork.idle()
  expect(performance.now() - asked).toBeGreaterThan(900)
  expect(world.google.outside()).toHaveLength(1)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('a short fault on the way is waited out by the door that was knocked at', async () => {
  world.google.faults.add({ match: /\/history/, status: 503 })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'After a fault' }))
  await world.google.idle()
  await world.afterwork.idle()
  await expectAccountedFor(world, ada.address)
  const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts')
  expect(items.map(({ subject }) => subject)).toContain('Re: After a fault')
})

test('with every push lost, the sweeps alone bring each mail its draft', async () => {
  world.google.faults.add({ push: 'lose', times: Number.POSITIVE_INFINITY })
  for (const n of [1, 2, 3]) {
    await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: `Swept ${n}` }))
  }
  await world.google.idle()
  await world.clock.travel(300)
  await sweep(world, 'mail-sweep')
  await catchUp(world)
  await expectAccountedFor(world, ada.address)

  const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts')
  const swept = items.filter(({ subject }) => subject.startsWith('Re: Swept'))
  expect(swept).toHaveLength(3)
  for (const { id } of swept) await approve(ada, await ada.expect(Draft, 'GET', `/api/drafts/${id}`))
  await catchUp(world)
  await expectSentOnce(world, ada.address)
  world.google.faults.clear()
})

test('an approved reply whose job is lost leaves with the next sweep', async () => {
  await world.supabase.sql`update public.clients set undo_seconds = 120`
  const { draft } = await drafted(world, ada, ben)
  await approveUnattended(world, ada, draft)
  await world.supabase.sql`delete from pgmq.q_jobs where message ->> 'kind' = 'draft.send'`
  await world.clock.travel(300)
  await sweep(world, 'draft-sweep')
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  await world.supabase.sql`update public.clients set undo_seconds = 0`
})

test('a watch that was never renewed for a week is renewed by its sweep, and pushes come again', async () => {
  await world.clock.travel(8 * 24 * 3600)
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Unheard' }))
  await world.google.idle()
  await sweep(world, 'watch-renewal')
  await drafted(world, ada, ben, { subject: 'Heard again' })
  await expectAccountedFor(world, ada.address)
})

test('what came before there was a watch is read as soon as there is one', async () => {
  await world.clock.travel(8 * 24 * 3600)
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Between' }))
  await world.google.idle()
  await sweep(world, 'watch-renewal')
  await world.afterwork.idle()
  const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts')
  expect(items.map(({ subject }) => subject)).toContain('Re: Between')
})

test('a grant that could not be given back when it should is given back by the nightly sweep', async () => {
  world.google.faults.add({ match: /POST \/(token|revoke)/, status: 503, times: 8 })
  await world.clock.travel(3700)
  await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/disconnect`)
  await catchUp(world)
  world.google.faults.clear()
  expect(await grants()).toBe(1)

  await sweep(world, 'reconciliation')
  await catchUp(world)
  expect(await grants()).toBe(0)
})

async function grants(): Promise<number> {
  const [row] = await world.supabase.sql<{ n: number }[]>`select count(*)::int as n from public.mailbox_grants`
  return row?.n ?? 0
}
