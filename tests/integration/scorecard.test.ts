import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { Scorecard } from '../../core/insights/schema.ts'
import { drafted } from '../support/drafted.ts'
import { signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
const BODY = 'Dear Ben,\n\nThe deed is ready and you can have it whenever you like.\n\nKind regards\nAda'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})
beforeEach(async () => {
  await sql`delete from public.draft_outcomes`
  writes(BODY)
})
afterEach(() => world.claude.script(undefined))

function writes(body: string, alternatives: string[] = []): void {
  world.claude.script((request) =>
    JSON.stringify(request.output_config).includes('needs_reply')
      ? { needs_reply: true, reason: 'Asks', language: 'en' }
      : { language: 'en', body, alternatives, questions: [] },
  )
}

const asked = async () =>
  (await drafted(world, ada, 'Ben Sorrel <ben@sorrel.example>', { body: 'Is the deed ready for me?' })).draft
const edit = ({ id, version }: Draft, body: string) =>
  ada.expect(Draft, 'PATCH', `/api/drafts/${id}`, { version, body })
const card = (days = 30) => ada.expect(Scorecard, 'GET', `/api/insights/scorecard/${ada.client}?days=${days}`)

async function send({ id, content_hash }: Draft, open_ms?: number): Promise<void> {
  await ada.expect(Draft, 'POST', `/api/drafts/${id}/approve`, { hash: content_hash, open_ms })
  await world.settled()
  expect(await ada.expect(Draft, 'GET', `/api/drafts/${id}`)).toMatchObject({ status: 'sent' })
}

test('a business that has decided nothing is told nothing', async () => {
  expect(await card()).toEqual({
    decided: 0,
    fates: { unedited: 0, lightly_edited: 0, rewritten: 0, discarded: 0 },
    reasons: { wrong_content: 0, not_needed: 0, answered_myself: 0, other: 0 },
    anew: 0,
    distance: null,
    waited: { count: 0, p50: null, p95: null },
    minutes_saved: null,
  })
})

test('what is sent counts by how much of it a person has changed', async () => {
  await send(await asked(), 4000)
  await send(await edit(await asked(), BODY.replace('whenever', 'when')))
  await send(await edit(await asked(), 'No.'))
  const { decided, fates, distance, waited, anew } = await card()
  expect({ decided, fates, anew }).toEqual({
    decided: 3,
    fates: { unedited: 1, lightly_edited: 1, rewritten: 1, discarded: 0 },
    anew: 0,
  })
  // One of seventeen words, and all of them.
  expect(distance).toBeCloseTo((1 / 17 + 1) / 3, 5)
  expect(waited.count).toBe(3)
  expect(waited.p95).toBeGreaterThanOrEqual(waited.p50 ?? 0)
})

test('what the assistant wrote anew, or in other words, is no edit of a person', async () => {
  const draft = await asked()
  writes('Dear Ben,\n\nYes.\n\nAda')
  const shorter = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/rewrite`, {
    version: draft.version,
    instruction: 'Shorter',
  })
  await send(shorter)
  writes(BODY, ['Dear Ben,\n\nIt is not.\n\nAda'])
  const { id, version } = await asked()
  await send(await ada.expect(Draft, 'POST', `/api/drafts/${id}/choose`, { version, wording: 1 }))
  expect(await card()).toMatchObject({ fates: { unedited: 2, rewritten: 0 }, anew: 2, distance: 0 })
})

test('a discard counts with its reason, if one is given, and not once it is taken back', async () => {
  const { id } = await asked()
  const explain = (reason: string) => ada.ask('POST', `/api/drafts/${id}/discard-reason`, { reason })
  expect(await explain('other')).toMatchObject({ status: 409, body: { code: 'conflict' } })
  await ada.expect(Draft, 'POST', `/api/drafts/${id}/discard`)
  expect(await card()).toMatchObject({ fates: { discarded: 1 }, reasons: { not_needed: 0 } })
  expect(await explain('boredom')).toMatchObject({ status: 422 })
  expect(await explain('other')).toMatchObject({ status: 200 })
  expect(await explain('not_needed')).toMatchObject({ status: 200 })
  expect(await card()).toMatchObject({ decided: 1, distance: null, reasons: { not_needed: 1, other: 0 } })

  await ada.expect(Draft, 'POST', `/api/drafts/${id}/undo`)
  expect(await card()).toMatchObject({ decided: 0, reasons: { not_needed: 0 } })
})

test('minutes saved are the difference between replies that could go and those that had to be rewritten, from ten each', async () => {
  const outcome = async (fate: string, minutes: number, days = 0) => {
    const { id } = await asked()
    await ada.expect(Draft, 'POST', `/api/drafts/${id}/discard`)
    await sql`update public.draft_outcomes set fate = ${fate}::public.draft_fate, open_ms = ${minutes * 60_000},
      decided_at = now() - make_interval(days => ${days}) where draft_id = ${id}`
  }
  for (let nth = 0; nth < 10; nth++) await outcome('unedited', 1)
  for (let nth = 0; nth < 9; nth++) await outcome('rewritten', 5)
  expect((await card()).minutes_saved).toBeNull()
  await outcome('rewritten', 5, 10)
  expect((await card()).minutes_saved).toBe(40)
  // What is longer ago is left out.
  expect((await card(5)).minutes_saved).toBeNull()
})

test('a stranger is told nothing of it', async () => {
  const ben = await signIn(world, 'ben@sorrel.example', 'Sorrel')
  const answer = await ben.ask('GET', `/api/insights/scorecard/${ada.client}`)
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await ada.ask('GET', `/api/insights/scorecard/${ada.client}?days=0`)).status).toBe(422)
})
