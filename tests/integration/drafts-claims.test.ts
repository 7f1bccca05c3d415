import { afterEach, beforeAll, expect, test } from 'vitest'
import { Draft, DraftPage, Receipt } from '../../core/drafts/schema.ts'
import { Source } from '../../core/knowledge/schema.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { knowledgeOf, sourceAt } from '../support/knowledge.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const asked = 'Could we meet on 3 March at 14:30 to go over the invoice of 450 EUR?\n\nBen Sorrel'
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})
afterEach(() => world.claude.script(undefined))

/** A draft that says this to Ben's question. */
async function saying(body: string, { language = 'en', wrote = asked } = {}): Promise<Draft> {
  world.claude.script(({ output_config }) =>
    JSON.stringify(output_config).includes('needs_reply')
      ? { needs_reply: true, reason: 'Asks', language }
      : { language, body, alternatives: [], questions: [] },
  )
  const { draft } = await drafted(world, ada, ben, { body: wrote })
  world.claude.script(undefined)
  return draft
}

const openOf = ({ claims }: Draft) =>
  claims.filter(({ source, vouched }) => !source && !vouched).map(({ text }) => text)

test('what the conversation says is cited from where it says it', async () => {
  const draft = await saying('Dear Ben Sorrel,\n\n3 March at 14:30 suits me for the 450 EUR.\n\nAda')
  expect(draft.to_check).toBe(0)
  const day = draft.claims.find(({ kind }) => kind === 'date')
  expect(day).toMatchObject({ text: '3 March', source: 'message', message_id: draft.message_id, title: 'Ben Sorrel' })
  expect(day?.quote).toContain('Could we meet on 3 March at 14:30')
  expect((await approve(ada, draft)).status).toBe(200)
})

test('what nothing says is marked, and nobody can say yes to it unseen', async () => {
  const draft = await saying('Dear Ben,\n\nYes, on 4 March at 14:30. The invoice is 540 EUR.\n\nAda')
  expect(openOf(draft)).toEqual(['4 March', '540 EUR'])
  expect(draft.to_check).toBe(2)

  expect(await approve(ada, draft)).toMatchObject({ status: 409, body: { code: 'unchecked' } })
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', version: draft.version })
  const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts')
  expect(items.find(({ id }) => id === draft.id)?.to_check).toBe(2)
})

test('in a script that nobody has written a finder for, a figure that stands nowhere is marked all the same', async () => {
  const wrote = 'كم رسوم الاستشارة؟ قلتم ١٥٠ يورو.'
  const draft = await saying('مرحبا، الرسوم ١٥٠ يورو والدفع خلال ٤٥ يوما.', { language: 'ar', wrote })
  expect(draft.claims).toMatchObject([
    { kind: 'number', text: '١٥٠', source: 'message', message_id: draft.message_id },
    { kind: 'number', text: '٤٥', source: null },
  ])
  expect(await approve(ada, draft)).toMatchObject({ status: 409, body: { code: 'unchecked' } })
})

test('what the business no longer knows is marked again; read anew, it is cited from where it stands now', async () => {
  const known = knowledgeOf(world, ada)
  const source = await known.add({
    kind: 'text',
    title: 'Fees',
    text: 'A first meeting\ncosts 175 EUR, in every case.',
  })
  const draft = await saying('A first meeting costs 175 EUR.', { wrote: 'What does a first meeting cost?' })
  const cited = { text: '175 EUR', source: 'passage', title: 'Fees', passage: { source_id: source.id, position: 1 } }
  expect(draft.claims).toMatchObject([cited])

  await ada.expect(Source, 'POST', `${sourceAt(source.id)}/read`)
  await known.read(source.id)
  expect((await readDraft(ada, draft)).claims).toMatchObject([cited])

  await ada.expect(Source, 'DELETE', sourceAt(source.id))
  const now = await readDraft(ada, draft)
  expect(now.claims).toMatchObject([{ text: '175 EUR', source: null, title: '', quote: '', passage: null }])
  expect(await approve(ada, draft)).toMatchObject({ status: 409, body: { code: 'unchecked' } })
})

test('the receipt names what the model was shown, as long as it is there', async () => {
  const known = knowledgeOf(world, ada)
  const source = await known.add({ kind: 'text', title: 'Parking', text: 'Cars are parked behind the house.' })
  const draft = await saying('Behind the house.', { wrote: 'Where are cars parked, please?' })
  const shown = async () => {
    const { calls } = await ada.expect(Receipt, 'GET', `/api/drafts/${draft.id}/receipt`)
    return calls.find(({ task }) => task === 'compose')?.texts ?? []
  }
  const passage = { kind: 'passage', title: 'Parking', passage: { source_id: source.id, position: 1 } }
  const before = await shown()
  expect(before).toContainEqual(expect.objectContaining(passage))
  expect(before).toContainEqual({ kind: 'message', id: draft.message_id })

  await ada.expect(Source, 'DELETE', sourceAt(source.id))
  const { id } = before.find(({ title }) => title === 'Parking') ?? {}
  expect(await shown()).toContainEqual({ kind: 'passage', id })
})

test('who vouches for each can say yes, to the same bytes; and can take that back', async () => {
  const draft = await saying('Yes, on 4 March, for 540 EUR.')
  const [day, sum] = draft.claims.filter(({ source }) => source === null).map(({ position }) => position)
  const once = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/vouch`, { claims: [day] })
  expect(openOf(once)).toEqual(['540 EUR'])
  expect((await approve(ada, draft)).body).toMatchObject({ code: 'unchecked' })
  await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/vouch`, { claims: [sum] })
  const back = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/vouch`, { claims: [sum], stands: false })
  expect(openOf(back)).toEqual(['540 EUR'])
  await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/vouch`, { claims: [sum] })

  expect((await approve(ada, draft)).status).toBe(200)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  const rows = await world.supabase.sql`
    select text, vouched_by from public.draft_claims where draft_id = ${draft.id} and vouched_at is not null order by position`
  expect(rows).toEqual([
    { text: '4 March', vouched_by: ada.me.id },
    { text: '540 EUR', vouched_by: ada.me.id },
  ])
})

test('who changes the words has checked them, and what a person writes is theirs to say', async () => {
  const draft = await saying('Yes, on 4 March, for 540 EUR.')
  const edited = await ada.expect(Draft, 'PATCH', `/api/drafts/${draft.id}`, {
    version: draft.version,
    body: 'Yes, on 5 March, for 460 EUR.',
  })
  expect(edited).toMatchObject({ to_check: 0, claims: [] })
  expect((await approve(ada, edited)).status).toBe(200)
})

test('no crowd of what is known hides the one thing that is not', async () => {
  const known = Array.from({ length: 130 }, (_, nth) => `RE-2026-${1000 + nth}`).join(', ')
  const draft = await saying(`Dear Ben, these are settled: ${known}. You owe 540 EUR.`, {
    wrote: `Settled are ${known}?`,
  })
  expect(draft.claims.length).toBe(101)
  expect(openOf(draft)).toEqual(['540 EUR'])
})

test('a promise needs somebody who keeps it; one only to look and come back does not', async () => {
  expect((await saying('I will look into it and let you know.')).to_check).toBe(0)
  expect(openOf(await saying('I will look into it and refund the fee.'))).toEqual([
    'I will look into it and refund the fee',
  ])
})

test.each(['1', [0], [], [1.5], Array.from({ length: 101 }, (_, n) => n + 1)])(
  'vouching for %j is refused',
  async (claims) => {
    const { items } = await ada.expect(DraftPage, 'GET', '/api/drafts')
    expect((await ada.ask('POST', `/api/drafts/${items[0]?.id}/vouch`, { claims })).status).toBe(422)
  },
)

test('nobody vouches in somebody else’s name, nor for what is decided', async () => {
  const draft = await saying('Yes, on 4 March.')
  expect((await eve.ask('POST', `/api/drafts/${draft.id}/vouch`, { claims: [1] })).status).toBe(404)
  await ada.ask('POST', `/api/drafts/${draft.id}/discard`)
  expect(await ada.ask('POST', `/api/drafts/${draft.id}/vouch`, { claims: [1] })).toMatchObject({ status: 409 })
})

test('a zone nobody knows any more keeps no mail waiting', async () => {
  await world.supabase.sql`update public.clients set timezone = 'Mars/Olympus'`
  expect((await saying('Yes, today.')).status).toBe('pending')
})

test('whoever writes in another conversation is not named in this one unseen, whatever a passage says', async () => {
  await drafted(world, ada, 'Odile Marchbank <odile@saltmarsh.example>', {
    body: 'When do we meet about the sea wall?',
  })
  await ada.expect(Source, 'POST', '/api/knowledge/sources', {
    client_id: ada.client,
    kind: 'text',
    title: 'Notes',
    text: 'Odile Marchbank has had the sea wall repaired by Petra Quill for 900 EUR.',
  })
  await catchUp(world)

  const wrote = 'Who repaired the sea wall?'
  const draft = await saying('Odile Marchbank had it done by Petra Quill. Ask odile@saltmarsh.example.', { wrote })
  expect(draft.claims.map(({ text, source, elsewhere }) => ({ text, source, elsewhere }))).toEqual([
    { text: 'Odile Marchbank', source: null, elsewhere: true },
    { text: 'Petra Quill', source: 'passage', elsewhere: false },
    { text: 'odile@saltmarsh.example', source: null, elsewhere: false },
  ])
  expect((await approve(ada, draft)).body).toMatchObject({ code: 'unchecked' })
  const claims = draft.claims.filter(({ source }) => !source).map(({ position }) => position)
  const vouched = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/vouch`, { claims })
  expect((await approve(ada, vouched)).status).toBe(200)

  // In her own conversation she is whom one writes to; and who is known to nobody else is nobody else's.
  await saying('Dear Odile Marchbank, on Monday.', { wrote: 'Odile Marchbank asks me to ask you.' }).then(
    ({ claims: found }) => expect(found.some(({ elsewhere }) => elsewhere)).toBe(false),
  )
})

test('what is the business’s to say is not believed because a correspondent says so', async () => {
  const wrote = `As the consultation costs 90 EUR and the 15 % discount stands, please confirm that I pay to
DE89 3704 0044 0532 0130 00 and find the form at https://forms.example/pay. My roofer asks 1,200 EUR.\n\nBen Sorrel`
  const draft = await saying(
    `The consultation costs 90 EUR, and the 15 % discount stands. Please pay to DE89 3704 0044 0532 0130 00; the form is at
https://forms.example/pay. The 1,200 EUR for the roofer are yours to judge.`,
    { wrote },
  )
  const of = (said: string) => draft.claims.find(({ text }) => text.includes(said))
  for (const said of ['90 EUR', '15 %', 'DE89', 'forms.example']) {
    expect(of(said), said).toMatchObject({ source: null, message_id: draft.message_id, title: 'Ben Sorrel' })
  }
  expect(of('1,200 EUR')).toMatchObject({ source: 'message', message_id: draft.message_id })
  expect((await approve(ada, draft)).body).toMatchObject({ code: 'unchecked' })

  await ada.expect(Source, 'POST', '/api/knowledge/sources', {
    client_id: ada.client,
    kind: 'text',
    title: 'Prices',
    text: 'A consultation costs 90 EUR.',
  })
  await catchUp(world)
  const known = await saying('The consultation costs 90 EUR.', {
    wrote: 'Is it true that a consultation costs 90 EUR?',
  })
  expect(known.claims).toMatchObject([{ text: '90 EUR', source: 'passage' }])
})
