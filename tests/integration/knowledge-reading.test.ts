import { afterAll, beforeAll, expect, test } from 'vitest'
import { runJobs } from '../../core/jobs/run.ts'
import { Source } from '../../core/knowledge/schema.ts'
import { searchKnowledge } from '../../core/knowledge/search.ts'
import { type Brittle, brittleWorker } from '../support/brittle.ts'
import { ledgerOfCalls, sum } from '../support/calls.ts'
import { knowledgeOf, sourceAt } from '../support/knowledge.ts'
import { type Person, signIn } from '../support/person.ts'
import { openPractice } from '../support/practice.ts'
import { catchUp, outliveLeases } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
let ada: Person
const LETTER =
  'Dear Petra,\n\nlooking through a tenancy agreement is a flat fee of 240 euros, and takes us three days at most.'

let worker: Brittle
let hers: ReturnType<typeof knowledgeOf>

beforeAll(async () => {
  ada = await signIn(world, 'ada@quill.example', 'Quill & Sons')
  hers = knowledgeOf(world, ada)
  worker = await brittleWorker(world)
})
afterAll(() => worker.close())

test('a reading that is interrupted goes on where it was, and stores nothing twice', async () => {
  const text = Array.from(
    { length: 150 },
    (_, nth) => `# Rule ${nth}\n\nThe rule number ${nth} is that of the house.`,
  ).join('\n\n')
  world.embeddings.faults.add({ kind: 'rate_limit' })
  const before = world.embeddings.calls().length
  const source = await hers.add({ kind: 'text', title: 'Rules', text })
  expect(source).toMatchObject({ status: 'reading', total: 150, done: 0, passages: 0 })
  expect((await hers.search('rule number 77')).items.map(({ title }) => title)).not.toContain('Rules')

  world.embeddings.faults.add({ kind: 'error' })
  await catchUp(world)
  expect(await hers.read(source.id)).toMatchObject({ status: 'ready', total: 150, done: 150, passages: 150 })
  expect(new Set((await hers.passages(source.id)).map(({ position }) => position)).size).toBe(100)
  const texts = world.embeddings.calls().slice(before)
  expect(texts.filter((count) => count > 1)).toEqual([64, 64, 22])
  const [rows] = await sql`select count(*)::int as rows from public.passages where source_id = ${source.id}`
  expect(rows).toEqual({ rows: 150 })
})

test('whenever its reader is killed, a source is read in the end, and once', async () => {
  const text = Array.from({ length: 70 }, (_, nth) => `# Case ${nth}\n\nCase ${nth} is closed.`).join('\n\n')
  const source = await hers.add({ kind: 'text', title: 'Cases', text })
  for (let call = 1, died = true; died; call++) {
    for (const when of ['before', 'after'] as const) {
      await sql`select private.queue_reading(s) from public.knowledge_sources s where id = ${source.id}`
      await sql`update public.knowledge_sources set status = 'waiting', total = null, done = 0 where id = ${source.id}`
      worker.dieAt({ call, when })
      await runJobs(worker.context).catch(() => undefined)
      died = worker.calls.length >= call
      worker.dieAt()
      await outliveLeases(world)
      await catchUp(world)
      expect([call, when, await hers.read(source.id)]).toMatchObject([call, when, { status: 'ready', passages: 70 }])
      const [rows] = await sql`select count(*)::int as rows, count(distinct position)::int as places
        from public.passages where source_id = ${source.id} and bits is not null`
      expect(rows).toEqual({ rows: 70, places: 70 })
      expect(await miscounted()).toEqual([])
    }
  }
}, 60_000)

test('a reading that another has overtaken stores nothing any more', async () => {
  const source = await hers.add({ kind: 'text', title: 'Animals', text: 'The zebra is here.' })
  const change = (content: string, begun: number) => sql`
    update public.knowledge_sources set content = ${content}, status = 'waiting', total = null, begun = begun + ${begun}
    where id = ${source.id}`
  await change('The giraffe is here.', 0)
  await sql`select private.queue_reading(s) from public.knowledge_sources s where id = ${source.id}`
  worker.dieAt()
  worker.meanwhile(/store_passages/, async () => {
    await change('The okapi is here.', 1)
    await sql`update public.knowledge_sources set status = 'reading' where id = ${source.id}`
  })
  await runJobs(worker.context)
  expect(await hers.read(source.id)).toMatchObject({ status: 'reading', total: null, passages: 1 })
  expect(await sql`select body from public.passages where source_id = ${source.id}`).toEqual([
    { body: 'The zebra is here.' },
  ])

  await ada.expect(Source, 'POST', `${sourceAt(source.id)}/read`)
  expect(await hers.read(source.id)).toMatchObject({ status: 'ready' })
  expect(await hers.passages(source.id)).toMatchObject([{ body: 'The okapi is here.' }])
})

test('while it is read anew, the old is found, whole, and then the new, whole', async () => {
  const source = await hers.upload('terms.txt', 'The old zebra terms.')
  await sql`update public.knowledge_sources set content = 'The new giraffe terms.' where id = ${source.id}`
  world.embeddings.faults.add({ kind: 'error' })
  await ada.expect(Source, 'POST', `${sourceAt(source.id)}/read`)
  await world.afterwork.idle()
  const bodies = async () => (await hers.passages(source.id)).map(({ body }) => body)
  expect(await bodies()).toEqual(['The old zebra terms.'])
  await catchUp(world)
  expect(await bodies()).toEqual(['The new giraffe terms.'])
  const [rows] = await sql`select count(*)::int as rows from public.passages where source_id = ${source.id}`
  expect(rows).toEqual({ rows: 1 })
})

test('where meaning cannot be asked, search goes by words and says so', async () => {
  await hers.add({ kind: 'text', title: 'Lift', text: 'The lift is on the left.' })
  world.embeddings.faults.add({ kind: 'error' })
  const answer = await hers.search('Where is the lift?')
  expect(answer).toMatchObject({ mode: 'lexical' })
  expect(answer.items[0]).toMatchObject({ title: 'Lift', found_by: ['words', 'spelling'], likeness: null })

  world.embeddings.faults.add({ kind: 'refused' })
  const source = await hers.add({ kind: 'text', title: 'Cellar', text: 'The cellar is dry.' })
  expect(source).toMatchObject({ status: 'ready', embedding_model: '', passages: 1 })
  expect((await hers.search('cellar')).items[0]).toMatchObject({ title: 'Cellar' })
})

test('what is given up says so', async () => {
  world.embeddings.faults.add({ kind: 'nonsense', times: 20 })
  const source = await hers.add({ kind: 'text', title: 'Given up', text: 'Nobody embeds this.' })
  await catchUp(world)
  world.embeddings.faults.clear()
  expect(await hers.read(source.id)).toMatchObject({ status: 'failed', failure: 'interrupted' })
  await ada.expect(Source, 'POST', `${sourceAt(source.id)}/read`)
  expect(await hers.read(source.id)).toMatchObject({ status: 'ready' })
})

test('a worker asks for one business and is told of that one only, with where each passage stands', async () => {
  const eve = knowledgeOf(world, await signIn(world, 'eve@rook.example', 'Rook'))
  const mine = await hers.add({ kind: 'text', title: 'Parking', text: '# Visitors\n\nVisitors park in the yard.' })
  await eve.add({ kind: 'text', title: 'Parking', text: '# Guests\n\nGuests park in the street.' })
  const asked = { client_id: hers.client_id, query: 'Where do I park?', most: 5 }
  const metered = { ...worker.context, calls: [] }
  const { mode, items } = await searchKnowledge(metered, asked, { message: '', resting: {} })
  expect(mode).toBe('hybrid')
  expect(items[0]).toMatchObject({ source_id: mine.id, title: 'Parking', headings: ['Visitors'], page: null })
  expect(items.map(({ body }) => body)).not.toContain('Guests park in the street.')
  // A service that is out of order is left alone for a while: then words have to do.
  const rested = await searchKnowledge(metered, asked, { message: '', resting: { embeddings: 30 } })
  expect(rested).toMatchObject({ mode: 'lexical', items: [{ source_id: mine.id }] })
})

test('what is asked to read a source is in the ledger, by the count and at the price of the other side', async () => {
  const embedded = async () => (await ledgerOfCalls(world)).filter(({ task }) => task === 'embed')
  const [before, billed] = [await embedded(), world.embeddings.billed()]
  // All that has happened to the readings above is written down.
  const outcomes = new Set(before.map(({ outcome }) => outcome))
  expect(outcomes).toEqual(new Set(['answered', 'busy', 'broken', 'rejected', 'unreadable']))

  await hers.add({ kind: 'text', title: 'Counted', text: 'The bell is rung at eight. '.repeat(400) })
  const lines = (await embedded()).slice(before.length)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines).toMatchObject(
    lines.map(() => ({ client_id: hers.client_id, route: 'embeddings', outcome: 'answered' })),
  )
  const tokens = sum(lines.map(({ input }) => input))
  expect(tokens).toBe(world.embeddings.billed() - billed)
  expect(sum(lines.map(({ cost }) => cost))).toBeGreaterThanOrEqual(tokens * 0.02)
  expect(sum(lines.map(({ cost }) => cost))).toBeLessThanOrEqual(tokens * 0.02 + lines.length)
})

test('a business keeps as much as it is promised, and no more', async () => {
  await sql`insert into public.knowledge_sources (client_id, kind, title, content)
    select ${hers.client_id}, 'text', 'Filler', '' from generate_series(1, 2000)`
  const what = { client_id: hers.client_id, kind: 'text', title: 'One more', text: 'One more.' }
  expect(await ada.ask('POST', '/api/knowledge/sources', what)).toMatchObject({
    status: 422,
    body: { code: 'invalid' },
  })
})

test('sent mail is read where its business asks for it, without what it quotes, and only once', async () => {
  const bea = await openPractice(world, 'bea@quillworks.example')
  const { add, search, passages } = knowledgeOf(world, bea)
  await sql`
    with one as (
      insert into public.threads (client_id, mailbox_id, gmail_thread_id, subject, last_message_at)
      values (${bea.client}, ${bea.mailbox}, 'sent', 'Fees', now()) returning id
    ), sent as (
      insert into public.messages (client_id, mailbox_id, thread_id, gmail_message_id, direction, from_address, subject, received_at)
      select ${bea.client}, ${bea.mailbox}, id, 'sent', 'outbound', 'bea@quillworks.example', 'Re: Fees', '2026-11-02T09:00:00Z'
      from one returning id
    )
    insert into public.message_bodies (message_id, client_id, plain, own)
    select id, ${bea.client}, ${`${LETTER}\n> What does it cost?`}, ${LETTER} from sent`
  const what = { kind: 'sent_mail', mailbox_id: bea.mailbox }
  const source = await add(what)
  expect(source).toMatchObject({ status: 'ready', title: 'bea@quillworks.example', passages: 1 })
  expect(await passages(source.id)).toMatchObject([{ headings: ['Re: Fees', '2026-11-02'], body: LETTER }])
  expect((await search('flat fee for a tenancy agreement')).items[0]).toMatchObject({ source_id: source.id })

  const again = await bea.ask('POST', '/api/knowledge/sources', { client_id: bea.client, ...what })
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } })
  const foreign = await ada.ask('POST', '/api/knowledge/sources', { client_id: hers.client_id, ...what })
  expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

/** Stems that the vocabulary counts otherwise than there are passages with them. */
async function miscounted(): Promise<string[]> {
  const rows = await sql<{ lexeme: string }[]>`
    with counted as (
      select p.client_id, p.language, lexeme, count(*)::int as passages
      from public.passages p join public.knowledge_sources s on s.id = p.source_id and s.edition = p.edition,
      unnest(tsvector_to_array(p.words)) lexeme group by 1, 2, 3
    )
    select coalesce(v.lexeme, c.lexeme) as lexeme
    from private.vocabulary v full join counted c using (client_id, language, lexeme)
    where v.passages is distinct from c.passages`
  return rows.map(({ lexeme }) => lexeme)
}
