import { beforeAll, beforeEach, expect, test } from 'vitest'
import { COMPOSE } from '../../../core/drafts/compose.prompt.ts'
import { readEnv } from '../../../core/env.ts'
import { Rule } from '../../../core/guidance/schema.ts'
import { Gate } from '../../../core/rules/schema.ts'
import { Memory, VoiceList } from '../../../core/voice/schema.ts'
import { accepted } from '../../support/accepted.ts'
import { knowledgeOf } from '../../support/knowledge.ts'
import { followUp } from '../../support/letters.ts'
import { signIn } from '../../support/person.ts'
import { openPractice, type Practice } from '../../support/practice.ts'
import { catchUp } from '../../support/queue.ts'
import { startWorld } from '../../support/world.ts'
import { withoutHands } from './open.ts'
import { replay } from './replay.ts'
import { BODY, scripted } from './scripted.ts'
import { writtenBy } from './way.ts'

const world = await startWorld()
const { sql } = world.supabase
const context = withoutHands(readEnv(world.env))
const A_MONTH = 30 * 86_400
let ada: Practice
let shown: string[] = []

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})
beforeEach(async () => {
  await sql`delete from public.replays`
  await sql`update public.clients set replay_allowed = true`
  shown = []
  world.claude.script((request) => {
    shown.push(JSON.stringify(request.messages))
    return scripted(() => BODY)(request)
  })
})

const way = (rules = COMPOSE) => writtenBy('here', context, rules)
const again = (drafts: string[], ways = [way()]) =>
  replay(context, ways, drafts, { budget: 5_000_000, atOnce: 1, progress: () => undefined })
const sample = async (client?: string) =>
  (await context.db.rpc('past_replies', { most: 100, ...(client && { client }) }).throwOnError()).data

const aMonthLater = async () => {
  await world.clock.travel(A_MONTH)
  await catchUp(world)
}
const know = (title: string, text: string) => knowledgeOf(world, ada).add({ kind: 'text', title, text })
const remember = (body: string) =>
  ada.expect(Memory, 'POST', '/api/knowledge/memories', { client_id: ada.client, scope: 'everywhere', body })
const lay = (body: string) =>
  ada.expect(Rule, 'POST', '/api/knowledge/rules', {
    client_id: ada.client,
    kind: 'instruction',
    scope: 'everywhere',
    body,
  })
const learnAnew = () => ada.expect(VoiceList, 'POST', '/api/knowledge/voice', { client_id: ada.client })
const signed = (closing: string) => BODY.replace('Kind regards', closing)

test('only what was known when the mail came reaches the model, and never what was sent, nor what came of it', async () => {
  await know('Opening', 'The ochre door is open until five.')
  await know('Key', 'The ochre key hangs by the door.')
  for (const colour of ['umber', 'sepia']) await remember(`Mention the ${colour} ledger.`)
  const { id, name, version } = await lay('Speak of the olive ribbon.')
  for (let nth = 0; nth < 3; nth++) await accepted(world, ada, {}, signed('Best wishes'))
  await aMonthLater()
  const [then] = await sql<{ day: string }[]>`select to_char(private.now(), 'YYYY-MM-DD') as day`
  const asked = 'Is the ochre door open? The maroon file is mine, by the ochre key.'
  const first = await accepted(world, ada, { body: asked }, BODY.replace('whenever', 'with the crimson seal, whenever'))

  await aMonthLater()
  await know('Doors', 'The ochre door was painted indigo.')
  await remember('Mention the violet ledger.')
  await sql`update public.memories set body = 'Mention the magenta ledger.' where body like '%sepia%'`
  const rule = { name, version, scope: 'everywhere', active: true, body: 'Speak of the lime ribbon.' }
  expect((await ada.ask('PATCH', `/api/knowledge/rules/${id}`, { kind: 'instruction', ...rule })).status).toBe(200)
  await lay('Speak of the teal ribbon.')
  for (let nth = 0; nth < 5; nth++) await accepted(world, ada, {}, signed('Yours sincerely'))
  await learnAnew()
  const later = { from: 'ben@sorrel.example', to: ada.address, body: 'The turquoise letter came. Thank you.' }
  await world.google.deliver(ada.address, followUp(first.raw, later))
  // Read again since, it says what it said then.
  const [key] = await sql<{ id: string }[]>`select id from public.knowledge_sources where title = 'Key'`
  await ada.ask('POST', `/api/knowledge/sources/${key?.id}/reread`)
  await world.settled()
  await world.afterwork.idle()

  shown = []
  await again([first.draft.id])
  const told = shown.join('\n')
  expect(shown).toHaveLength(2)
  const KNOWN = ['maroon', 'ochre door is open', 'ochre key hangs', 'umber', 'olive', 'Best wishes', then?.day ?? '-']
  const LATER = ['crimson', 'indigo', 'violet', 'magenta', 'sepia', 'turquoise', 'lime', 'teal', 'Yours sincerely']
  expect({
    missing: KNOWN.filter((word) => !told.includes(word)),
    leaked: LATER.filter((word) => told.includes(word)),
  }).toEqual({ missing: [], leaked: [] })
})

test('of a business that has not allowed it nothing is replayed, by whatever name it is asked for', async () => {
  const { draft } = await accepted(world, ada, {})
  await sql`update public.clients set replay_allowed = false`
  expect([await sample(), await sample(ada.client)]).toEqual([[], []])
  expect(await again([draft.id])).toMatchObject({ results: [[]], spent: 0 })
  expect(shown.filter((messages) => messages.includes('<reply>'))).toEqual([])

  const ben = await signIn(world, 'ben@sorrel.example', 'Sorrel')
  await sql`update public.clients set replay_allowed = true where id = ${ben.me.clients[0]?.id ?? ''}`
  expect(await sample()).toEqual([])
  await sql`update public.clients set replay_allowed = true where id = ${ada.client}`
  expect(await sample(ben.me.clients[0]?.id)).toEqual([])
  expect(await sample(ada.client)).toContain(draft.id)
})

test('what no model may see any more, was thrown away or had been written anew is left out', async () => {
  const topic = await accepted(world, ada, { body: 'Is the adoption file ready?' })
  const gone = await accepted(world, ada, { body: 'Is the fence mended?' })
  const anew = await accepted(world, ada, { body: 'Is the roof mended?' })
  await sql`update public.draft_outcomes set anew = true where draft_id = ${anew.draft.id}`
  const gate = { client_id: ada.client, kind: 'topic', value: 'adoption', effect: 'never' }
  await ada.expect(Gate, 'POST', '/api/knowledge/gates', gate)
  await sql`update public.messages set deleted_at = private.now() where id = ${gone.draft.message_id}`
  shown = []
  const { results } = await again([topic, gone, anew].map(({ draft }) => draft.id))
  expect([results, shown]).toEqual([[[]], []])
})

test('whoever withdraws while their mail is replayed is left alone from then on, and nothing of it is kept', async () => {
  const drafts = [await accepted(world, ada, {}), await accepted(world, ada, {})].map(({ draft }) => draft.id)
  world.claude.script(async (request) => {
    shown.push(JSON.stringify(request.messages))
    await ada.ask('PATCH', `/api/account/clients/${ada.client}`, { replay_allowed: false })
    return scripted(() => BODY)(request)
  })
  shown = []
  const { results, spent } = await again(drafts, [way(), way(`${COMPOSE}\nBe kind.`)])
  // The question under way is answered, and the answer judged; then it is over.
  expect(shown).toHaveLength(2)
  expect(results).toEqual([[], []])
  expect(spent).toBeGreaterThan(0)
  expect(await sql`select from public.replay_results`).toHaveLength(0)
})
