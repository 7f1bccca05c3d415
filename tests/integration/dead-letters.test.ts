import { beforeAll, expect, test } from 'vitest'
import { DeadLetter, DeadLetterPage } from '../../core/jobs/schema.ts'
import { pendingDraft } from '../support/drafted.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { type Person, signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
const ben = 'Ben Sorrel <ben@sorrel.example>'
const LIST = '/api/insights/dead-letters'
let ada: Practice
let oda: Person

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  oda = await signIn(world, 'oda@assistantai.example', 'Staff')
  await sql`insert into public.operators (user_id) values (${oda.me.id})`
})

test('a message the model never made sense of becomes a dead letter, and with one click the draft it was for', async () => {
  const subject = await givenUp()
  const { items } = await oda.expect(DeadLetterPage, 'GET', LIST)
  expect(items).toMatchObject([{ kind: 'message.triage', client_id: ada.client, attempts: 8 }])
  expect(JSON.stringify(items)).not.toMatch(/sorrel|quill|Hopeless/)

  const answer = await oda.expect(DeadLetter, 'POST', `${LIST}/${items[0]?.id}/retry`)
  expect(answer).toEqual(items[0])
  await world.afterwork.idle()
  expect((await pendingDraft(world, ada, subject)).status).toBe('pending')
  await expectAccountedFor(world, ada.address)
  expect((await oda.expect(DeadLetterPage, 'GET', LIST)).items).toEqual([])
})

test('of many who click at once, one puts it back', async () => {
  await givenUp()
  const { items } = await oda.expect(DeadLetterPage, 'GET', LIST)
  const clicks = await Promise.all([1, 2, 3, 4].map(() => oda.ask('POST', `${LIST}/${items[0]?.id}/retry`)))
  expect(clicks.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404])
  await world.afterwork.idle()
  await expectAccountedFor(world, ada.address)
})

test('a member sees none, and puts none back', async () => {
  await givenUp()
  const { items } = await oda.expect(DeadLetterPage, 'GET', LIST)
  expect(await ada.ask('GET', LIST)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await ada.ask('POST', `${LIST}/${items[0]?.id}/retry`)).toMatchObject({ status: 404 })
  expect(await oda.expect(DeadLetterPage, 'GET', LIST)).toEqual({ items, next: null })
  await sql`delete from public.dead_letters`
})

test('they are read a page at a time, newest first, each once', async () => {
  await sql`insert into public.dead_letters (kind, key, payload, error, attempts, created_at)
    select 'mailbox.sync', 'mailbox.sync:' || n, '{}', n, 8, now() + n / 2 * interval '1 second' from generate_series(1, 7) n`
  const seen: string[] = []
  let address = `${LIST}?limit=3`
  for (let pages = 1; pages <= 3; pages++) {
    const { items, next } = await oda.expect(DeadLetterPage, 'GET', address)
    seen.push(...items.map(({ error }) => error))
    address = `${LIST}?limit=3&cursor=${encodeURIComponent(next ?? '')}`
    expect(next === null).toBe(pages === 3)
  }
  expect(seen.toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7'])
  expect(seen.map((n) => Math.floor(Number(n) / 2))).toEqual([3, 3, 2, 2, 1, 1, 0])
})

test.each(['?cursor=x', '?limit=0', '?limit=1000'])('a list asked for with %s is refused', async (query) => {
  expect(await oda.ask('GET', `${LIST}${query}`)).toMatchObject({ status: 422 })
})

/** A mail whose triage fails until it is given up. */
async function givenUp(): Promise<string> {
  const subject = `Hopeless ${crypto.randomUUID()}`
  world.claude.faults.add({ kind: 'prose', times: 8 })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject }))
  await world.google.idle()
  await catchUp(world)
  return subject
}
