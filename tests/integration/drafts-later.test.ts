import { beforeAll, expect, test, vi } from 'vitest'
import { Me } from '../../core/account/schema.ts'
import { Draft } from '../../core/drafts/schema.ts'
import { SCHEDULE } from '../../core/jobs/schedule.ts'
import { matches } from '../../local/cron/matches.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { followUp } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('a reply for later leaves then, and once', async () => {
  const before = world.google.outside().length
  const { draft } = await drafted(world, ada, ben)
  const at = inDays(1)
  expect(await later(draft, at)).toMatchObject({ status: 'approved', outbox_status: 'queued' })
  expect(Date.parse((await readDraft(ada, draft)).send_at ?? '')).toBe(Date.parse(at))

  await world.clock.travel(3600)
  await world.settled()
  expect(world.google.outside()).toHaveLength(before)
  await catchUp(world)
  expect(world.google.outside()).toHaveLength(before + 1)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent', send_at: null })
  await expectSentOnce(world, ada.address)
})

test('a moment within minutes is waited for: the reply leaves at it, and no schedule has a part in that', async () => {
  const before = world.google.outside().length
  const { draft } = await drafted(world, ada, ben)
  await later(draft, new Date(world.clock.now() + 1500).toISOString())
  await vi.waitUntil(async () => (await readDraft(ada, draft)).status === 'sent', { timeout: 8000 })
  expect(world.google.outside()).toHaveLength(before + 1)
})

test('a moment chosen long ago is kept to by whoever is at work then', async () => {
  const before = world.google.outside().length
  const { draft } = await drafted(world, ada, ben)
  await later(draft, inDays(1))
  await world.clock.travel(86_400 - 30)
  await world.afterwork.idle()
  await drafted(world, eve, ben)
  expect(world.google.outside()).toHaveLength(before)
  await world.clock.travel(29)
  await drafted(world, eve, ben)
  await vi.waitUntil(async () => (await readDraft(ada, draft)).status === 'sent', { timeout: 8000 })
  expect(world.google.outside().length).toBeGreaterThan(before)
  await expectSentOnce(world, ada.address)
})

test('no five minutes pass without a schedule that looks for what is due', () => {
  const minutes = Object.values(SCHEDULE).flatMap(({ cron }) =>
    Array.from({ length: 60 }, (_, minute) => minute).filter((minute) => matches(cron, new Date(minute * 60_000))),
  )
  const rings = [...new Set(minutes)].sort((a, b) => a - b)
  const gaps = rings.map((at, nth) => (rings[nth + 1] ?? (rings[0] ?? 0) + 60) - at)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(5)
})

test('until then it can be taken back, and given another moment', async () => {
  const { draft } = await drafted(world, ada, ben)
  for (const days of [59, 2]) {
    await later(draft, inDays(days))
    expect((await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/undo`)).status).toBe('pending')
  }
  await later(draft, inDays(3))
  expect(await ada.ask('POST', `/api/drafts/${draft.id}/approve`, yes(draft, inDays(4)))).toMatchObject({ status: 409 })
  await catchUp(world)
  await expectSentOnce(world, ada.address)
})

test('a message that comes in between gives it back', async () => {
  const before = world.google.outside().length
  const { draft, raw, subject } = await drafted(world, ada, ben)
  await later(draft, inDays(1))
  await world.google.deliver(ada.address, followUp(raw, { from: ben, to: ada.address, body: 'Wait, one more thing?' }))
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ outbox_status: 'returned', notice: 'moved_on' })
  expect(world.google.outside()).toHaveLength(before)
  expect((await pendingDraft(world, ada, subject)).status).toBe('pending')
})

test.each([
  ['is over', () => inDays(-1)],
  ['is too far away', () => inDays(61)],
])('a moment that %s is refused in a sentence', async (_what, moment) => {
  const { draft } = await drafted(world, ada, ben)
  const answer = await ada.ask('POST', `/api/drafts/${draft.id}/approve`, yes(draft, moment()))
  expect(answer).toMatchObject({ status: 422, body: { error: expect.stringContaining('within the next sixty days') } })
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', outbox_status: null })
})

test.each(['tomorrow', '2026-13-01T00:00:00Z', '2026-12-01', 17, '2026-12-01T08:00:00'])(
  'the moment %j is none',
  async (moment) => {
    const { draft } = await drafted(world, ada, ben)
    const answer = await ada.ask('POST', `/api/drafts/${draft.id}/approve`, { ...yes(draft, ''), send_at: moment })
    expect(answer).toMatchObject({ status: 422, body: { issues: [{ path: 'send_at' }] } })
  },
)

test('an owner sets how long a yes can be taken back, and what drafts close with', async () => {
  const changed = await ada.expect(Me, 'PATCH', `/api/account/clients/${ada.client}`, {
    undo_seconds: 90,
    sign_off: 'Yours,\r\nAda ',
  })
  expect(changed.clients[0]).toMatchObject({ undo_seconds: 90, sign_off: 'Yours,\nAda' })
  const { draft } = await drafted(world, ada, ben)
  await approve(ada, draft)
  const { undo_ms } = await readDraft(ada, draft)
  expect(undo_ms).toBeGreaterThan(60_000)
  await ada.expect(Me, 'PATCH', `/api/account/clients/${ada.client}`, { undo_seconds: 0 })
  await catchUp(world)
})

test('nobody else sets it, and nothing but what it can be', async () => {
  const path = `/api/account/clients/${ada.client}`
  expect(await eve.ask('PATCH', path, { undo_seconds: 0 })).toMatchObject({ status: 404 })
  await world.supabase.sql`
    insert into public.client_members (client_id, user_id, role) values (${ada.client}, ${eve.me.id}, 'member')`
  expect(await eve.ask('PATCH', path, { undo_seconds: 0 })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  for (const undo_seconds of [-1, 121, 1.5, '10'])
    expect(await ada.ask('PATCH', path, { undo_seconds })).toMatchObject({ status: 422 })
  expect(await ada.ask('PATCH', path, { sign_off: 'a\0b' })).toMatchObject({ status: 422 })
  expect(await ada.ask('PATCH', path, { hours: 'x'.repeat(501) })).toMatchObject({ status: 422 })
  const nowhere = { status: 422, body: { issues: [{ path: 'timezone', message: 'There is no such time zone' }] } }
  expect(await ada.ask('PATCH', path, { timezone: 'Moon/Tranquility' })).toMatchObject(nowhere)
})

const inDays = (days: number) => new Date(world.clock.now() + days * 86_400_000).toISOString()

const yes = ({ content_hash }: Draft, send_at: string) => ({ hash: content_hash, send_at })

const later = (draft: Draft, at: string) => ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/approve`, yes(draft, at))
