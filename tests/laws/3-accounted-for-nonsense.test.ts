import { beforeAll, expect, test } from 'vitest'
import type { CallFault } from '../../local/google/faults.ts'
import { expectAccountedFor, outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, deadLetters } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

type Answer = Pick<CallFault, 'status' | 'body' | 'headers' | 'malformed'>

const HTML = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Error</title>' }
const history = /GET .*\/history$/
const message = /GET .*\/messages\/\w+$/
const whole = { id: 'elsewhere', threadId: 'elsewhere', internalDate: '1', raw: 'SGk', labelIds: ['INBOX'] }
const without = (name: keyof typeof whole) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name))

const nonsense: [what: string, match: RegExp, answer: Answer][] = [
  ['a history that breaks off', history, { malformed: true }],
  ['a history without an id', history, { body: {} }],
  ['a history whose id is a number', history, { body: { historyId: 12 } }],
  ['a history whose id is a word', history, { body: { historyId: 'later' } }],
  ['an error that claims success', history, { body: { error: { code: 500, message: 'Backend Error' } } }],
  ['an error beside a history id', history, { body: { historyId: '99999999999999999999', error: { code: 500 } } }],
  ['no body at all', history, { body: '' }],
  ['null', history, { body: 'null' }],
  ['a page of HTML', history, HTML],
  ['a page of HTML that admits to be an error', history, { ...HTML, status: 502 }],
  ['a change of nothing', history, { body: { historyId: '99999999999999999999', history: [{ messagesAdded: [{}] }] } }],
  ['a history that goes round in a circle', history, { body: { historyId: '9', nextPageToken: '7' } }],
  ['a message that breaks off', message, { malformed: true }],
  ['a message that is none', message, { body: {} }],
  ['another message', message, { body: whole }],
  ['a message without a source', message, { body: without('raw') }],
  ['a message without a thread', message, { body: without('threadId') }],
  ['a message without a time', message, { body: without('internalDate') }],
  ['a message that is a page of HTML', message, HTML],
]

test.each(nonsense)('%s is believed by nobody: nothing is lost, nothing invented', async (what, match, answer) => {
  const before = await stored()
  const cursor = await cursorOf()
  world.google.faults.add({ match, when: 'instead', status: 200, times: Number.POSITIVE_INFINITY, ...answer })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: what }))
  await world.settled()
  expect(await stored()).toBe(before)
  expect(await cursorOf()).toBe(cursor)

  world.google.faults.clear()
  await catchUp(world)
  expect(await outcomes(world, ada)).toMatchObject({ [what]: 'drafted' })
  expect(await stored()).toBe(before + 1)
  expect(await deadLetters(world)).toEqual([])
})

test('one message that is never told keeps no other from being read, and is read when it is told', async () => {
  world.google.faults.add({ push: 'lose', times: 3 })
  const ids: string[] = []
  for (const name of ['One', 'Two', 'Three']) {
    ids.push(await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: name })))
  }
  const untold = new RegExp(`GET .*/messages/${ids[1]}$`)
  world.google.faults.add({ match: untold, when: 'instead', body: {}, times: Number.POSITIVE_INFINITY })
  const cursor = await cursorOf()
  await world.google.push(ada.address)
  await world.settled()
  expect(await outcomes(world, ada)).toMatchObject({ One: 'drafted', Three: 'drafted' })
  expect(await outcomes(world, ada)).not.toHaveProperty('Two')
  expect(await cursorOf()).toBe(cursor)

  world.google.faults.clear()
  await catchUp(world)
  expect(await outcomes(world, ada)).toMatchObject({ Two: 'drafted' })
  await expectAccountedFor(world, ada.address)
})

test('deleted, or thrown away, between the listing and the fetch, a message is nothing to account for', async () => {
  world.google.faults.add({ push: 'lose', times: 9 })
  const ids: string[] = []
  for (const name of ['Deleted', 'Binned', 'Kept']) {
    ids.push(
      await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: `${name} at once` })),
    )
  }
  await world.google.actAs(ada.address)(`DELETE /messages/${ids[0]}`)
  await world.google.actAs(ada.address)(`POST /messages/${ids[1]}/trash`)
  world.google.faults.clear()
  const vanishing = letter({ from: ben, to: ada.address, subject: 'Vanishing' })
  world.google.faults.add({ push: 'lose' })
  const vanished = await world.google.deliver(ada.address, vanishing)
  world.google.faults.add({ match: new RegExp(`GET .*/messages/${vanished}$`), status: 404 })
  await world.google.push(ada.address)
  await world.settled()
  await world.google.actAs(ada.address)(`DELETE /messages/${vanished}`)
  await catchUp(world)
  expect(await outcomes(world, ada)).toMatchObject({ 'Kept at once': 'drafted' })
  await expectAccountedFor(world, ada.address)
})

test('a token that dies in the middle of a sync costs nothing', async () => {
  world.google.faults.add({ match: message, status: 401 })
  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Midway' }))
  await catchUp(world)
  expect(await outcomes(world, ada)).toMatchObject({ Midway: 'drafted' })
})

test.each([
  ['far behind', -400],
  ['ahead', 30],
])('a message whose clock is %s is new all the same', async (what, days) => {
  const subject = `A clock ${what}`
  const raw = letter({ from: ben, to: ada.address, subject, headers: { Date: inDays(days) } })
  await world.google.actAs(ada.address)('POST /messages/import?internalDateSource=dateHeader', {
    raw: Buffer.from(raw).toString('base64url'),
    labelIds: ['INBOX', 'UNREAD'],
  })
  await catchUp(world)
  expect(await outcomes(world, ada)).toMatchObject({ [subject]: 'drafted' })
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toUTCString().replace('GMT', '+0000')

async function stored(): Promise<number> {
  return (await world.supabase.sql`select from public.messages where mailbox_id = ${ada.mailbox}`).length
}

async function cursorOf(): Promise<string> {
  const [box] = await world.supabase.sql<{ at: string }[]>`
    select history_id as at from public.mailboxes where id = ${ada.mailbox}`
  return box?.at ?? ''
}
