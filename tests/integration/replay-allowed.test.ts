import { beforeAll, beforeEach, expect, test } from 'vitest'
import { Me } from '../../core/account/schema.ts'
import { Draft } from '../../core/drafts/schema.ts'
import { drafted } from '../support/drafted.ts'
import { type Person, signIn } from '../support/person.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
let ada: Practice
let ben: Person

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  ben = await signIn(world, 'ben@sorrel.example', 'Sorrel')
})
beforeEach(() => sql`update public.clients set replay_allowed = false`)

const choose = (who: Person, replay_allowed: unknown) =>
  who.ask('PATCH', `/api/account/clients/${ada.client}`, { replay_allowed })
const allowed = async () => (await ada.expect(Me, 'GET', '/api/account/me')).clients[0]?.replay_allowed
const kept = () => sql`select client_id from public.replay_results`

/** As if a change had been measured on a reply of hers. */
async function measured() {
  const { draft } = await drafted(world, ada, 'Kim Sorrel <kim@sorrel.example>', { body: 'Could you call me?' })
  const [replay] = await sql<{ id: string }[]>`select id from public.begin_replay('one')`
  await sql`insert into public.replay_results (replay_id, draft_id, client_id, replied)
    values (${replay?.id ?? ''}, ${draft.id}, ${ada.client}, true)`
  return draft
}

test('nobody’s replies are tried on until their owner says so, and that is written down', async () => {
  expect(await allowed()).toBe(false)
  expect((await choose(ada, true)).status).toBe(200)
  expect(await allowed()).toBe(true)
  const [event] = await sql`select action, actor_id from public.audit_events order by id desc limit 1`
  expect(event).toEqual({ action: 'replay.allowed', actor_id: ada.me.id })
})

test('whoever withdraws has the figures erased at once, saying it twice as well, and no draft with them', async () => {
  await choose(ada, true)
  const draft = await measured()
  await choose(ada, true)
  expect(await kept()).toHaveLength(1)
  const answers = await Promise.all([choose(ada, false), choose(ada, false)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await kept()).toEqual([])
  expect(await ada.expect(Draft, 'GET', `/api/drafts/${draft.id}`)).toMatchObject({ id: draft.id })
})

test('a business that goes takes its figures along', async () => {
  const eve = await signIn(world, 'eve@thorn.example', 'Thorn')
  const client = eve.me.clients[0]?.id ?? ''
  await choose(ada, true)
  const { id } = await measured()
  await sql`update public.replay_results set client_id = ${client} where draft_id = ${id}`
  await sql`delete from public.clients where id = ${client}`
  expect(await kept()).toEqual([])
})

test('a stranger decides nothing, nor does a colleague who is no owner', async () => {
  expect(await choose(ben, true)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  const colleague = await signIn(world, 'kay@quill.example', 'Own')
  await sql`insert into public.client_members (client_id, user_id, role)
    values (${ada.client}, ${colleague.me.id}, 'member')`
  expect(await choose(colleague, true)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(await allowed()).toBe(false)
})

test.each(['yes', 1, null, {}])('%j is no choice', async (answer) => {
  expect(await choose(ada, answer)).toMatchObject({ status: 422, body: { issues: [{ path: 'replay_allowed' }] } })
})
