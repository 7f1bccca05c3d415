import { beforeAll, expect, test } from 'vitest'
import { Mailboxes, MailboxHealth } from '../../core/mailboxes/schema.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { letter } from '../support/letters.ts'
import { signIn } from '../support/person.ts'
import { connect, consent, openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const READ_ONLY = 'https://www.googleapis.com/auth/gmail.readonly'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('who says no at Google comes back without a mailbox, and may try again', async () => {
  const { person, client, address } = await newcomer()
  expect(await connect(person, client, address, { decision: 'deny' })).toBe('/portal/mailboxes/?connect_error=denied')
  expect((await person.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toEqual([])
  expect(await connect(person, client, address)).toBe('/portal/mailboxes/?connected=1')
})

test('who allows less than is needed is told so, and nothing is kept', async () => {
  const { person, client, address } = await newcomer()
  expect(await connect(person, client, address, { ask: [READ_ONLY] })).toBe('/portal/mailboxes/?connect_error=partial')
  expect((await person.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toEqual([])
  const kept = world.google.snapshot().grants.refresh.filter(([, grant]) => grant.address === address && !grant.revoked)
  expect(kept).toEqual([])
})

test('a state that is wrong, used, missing, or begun by somebody else connects nothing', async () => {
  const { person, client, address } = await newcomer()
  expect(await connect(person, client, address, { state: 'forged' })).toBe('/portal/mailboxes/?connect_error=expired')

  const returned = await consent(person, client, address)
  const eve = await newcomer()
  await consent(eve.person, eve.client, eve.address)
  expect(await where(eve.person.get(returned))).toBe('/portal/mailboxes/?connect_error=expired')
  expect(await where(person.get(returned))).toBe('/portal/mailboxes/?connected=1')
  expect(await where(person.get(returned))).toBe('/portal/mailboxes/?connect_error=expired')
  expect(await where(person.get('/api/mailboxes/callback'))).toBe('/portal/mailboxes/?connect_error=expired')
  expect((await eve.person.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toEqual([])
})

test('a code that is forged or too old connects nothing', async () => {
  const { person, client, address } = await newcomer()
  const returned = new URL(await consent(person, client, address))
  returned.searchParams.set('code', '4/forged')
  expect(await where(person.get(returned.href))).toBe('/portal/mailboxes/?connect_error=expired')

  const late = await consent(person, client, address)
  await world.clock.travel(700)
  expect(await where(person.get(late))).toBe('/portal/mailboxes/?connect_error=expired')
})

test('whoever comes back signed out, or with what Google never sends, is in the portal, not before JSON', async () => {
  const { person, client, address } = await newcomer()
  const returned = await consent(person, client, address)
  expect(await where(fetch(returned, { redirect: 'manual' }))).toBe('/portal/mailboxes/?connect_error=expired')
  const malformed = `/api/mailboxes/callback?state=${'x'.repeat(300)}`
  expect(await where(person.get(malformed))).toBe('/portal/mailboxes/?connect_error=failed')
  expect(await where(person.get(returned))).toBe('/portal/mailboxes/?connected=1')
})

test('a mailbox belongs to one business at a time', async () => {
  const { person, client } = await newcomer()
  expect(await connect(person, client, ada.address)).toBe('/portal/mailboxes/?connect_error=taken')
  expect((await person.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toEqual([])
  await drafted(world, ada, 'ben@sorrel.example')
})

test('a stranger connects nothing to a business that is not theirs', async () => {
  const { person } = await newcomer()
  const asked = await person.ask('POST', '/api/mailboxes/connect', { client_id: ada.client })
  expect(asked).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect((await person.ask('POST', `/api/mailboxes/${ada.mailbox}/disconnect`)).status).toBe(404)
  expect((await person.ask('GET', `/api/mailboxes/${ada.mailbox}/health`)).status).toBe(404)
})

test('a grant taken back at Google stops the reading, tells, and heals by reconnecting', async () => {
  const ira = await openPractice(world, 'ira@quill.example')
  const { draft } = await drafted(world, ira, 'ben@sorrel.example')
  world.google.revoke(ira.address)
  await world.google.deliver(ira.address, letter({ from: 'ben@sorrel.example', to: ira.address, subject: 'Meanwhile' }))
  await world.google.push(ira.address)
  await catchUp(world)
  expect(await health(ira)).toMatchObject({ status: 'needs_reauth', watching: false })

  await approve(ira, draft)
  await catchUp(world)
  const back = await readDraft(ira, draft)
  expect(back).toMatchObject({
    status: 'pending',
    notice: 'failed',
    outbox_error: expect.stringMatching(/not connected/),
  })

  expect(await connect(ira, ira.client, ira.address)).toBe('/portal/mailboxes/?connected=1')
  await catchUp(world)
  expect(await health(ira)).toMatchObject({ status: 'connected', watching: true, ledger: { drafted: 2 } })
  await approve(ira, await readDraft(ira, draft))
  await catchUp(world)
  expect(await readDraft(ira, draft)).toMatchObject({ status: 'sent' })
})

test('a lost grant is told once to everybody of the business, and again only when it is lost again', async () => {
  const uma = await openPractice(world, 'uma@quill.example')
  const told = () =>
    world.resend.letters().filter(({ to, text }) => to.includes(uma.address) && /Reconnect/.test(text ?? ''))
  world.google.revoke(uma.address)
  for (let times = 0; times < 3; times++) {
    await world.google.push(uma.address)
    await catchUp(world)
  }
  expect(told()).toHaveLength(1)
  expect(told()[0]).toMatchObject({ text: expect.stringContaining(`${world.url}/portal/`) })

  expect(await connect(uma, uma.client, uma.address)).toBe('/portal/mailboxes/?connected=1')
  await catchUp(world)
  world.google.revoke(uma.address)
  await world.google.deliver(uma.address, letter({ from: 'ben@sorrel.example', to: uma.address }))
  await world.google.push(uma.address)
  await catchUp(world)
  expect(told()).toHaveLength(2)
})

test('disconnecting ends the reading, gives the grant back to Google and erases it', async () => {
  const eli = await openPractice(world, 'eli@quill.example')
  const before = await stored(eli)
  const gone = await eli.ask('POST', `/api/mailboxes/${eli.mailbox}/disconnect`)
  expect(gone).toMatchObject({ status: 200, body: { data: { status: 'disconnected' } } })
  await world.google.deliver(eli.address, letter({ from: 'ben@sorrel.example', to: eli.address }))
  await catchUp(world)

  expect(await stored(eli)).toBe(before)
  expect(
    world.google.snapshot().grants.refresh.filter(([, { address, revoked }]) => address === eli.address && !revoked),
  ).toEqual([])
  expect(await world.supabase.sql`select from public.mailbox_grants where mailbox_id = ${eli.mailbox}`).toHaveLength(0)
  expect((await eli.ask('POST', `/api/mailboxes/${eli.mailbox}/disconnect`)).status).toBe(200)
  await catchUp(world)

  const { person, client } = await newcomer()
  expect(await connect(person, client, eli.address)).toBe('/portal/mailboxes/?connected=1')
  expect(await connect(eli, eli.client, eli.address)).toBe('/portal/mailboxes/?connect_error=taken')
})

test('a token service that fails for a moment costs the connection, not the answer', async () => {
  const { person, client, address } = await newcomer()
  const returned = await consent(person, client, address)
  world.google.faults.add({ match: /POST \/token/, status: 503 })
  expect(await where(person.get(returned))).toBe('/portal/mailboxes/?connect_error=failed')
  expect(await connect(person, client, address)).toBe('/portal/mailboxes/?connected=1')
})

test('a mailbox whose profile cannot be read is not half connected', async () => {
  const { person, client, address } = await newcomer()
  world.google.faults.add({ match: /\/profile/, status: 500 })
  expect(await connect(person, client, address)).toBe('/portal/mailboxes/?connect_error=failed')
  expect((await person.expect(Mailboxes, 'GET', '/api/mailboxes')).items).toEqual([])
})

let newcomers = 0

async function newcomer() {
  const address = `newcomer${++newcomers}@quill.example`
  world.google.addUser({ email: address, name: 'New Comer' })
  const person = await signIn(world, address, 'Newcomers')
  return { person, address, client: person.me.clients[0]?.id ?? '' }
}

const where = async (response: Promise<Response>) => (await response).headers.get('location')

const health = (owner: Practice) => owner.expect(MailboxHealth, 'GET', `/api/mailboxes/${owner.mailbox}/health`)

async function stored({ mailbox }: Practice): Promise<number> {
  return (await world.supabase.sql`select from public.messages where mailbox_id = ${mailbox}`).length
}
