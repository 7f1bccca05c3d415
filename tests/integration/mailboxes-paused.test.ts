import { beforeAll, expect, test } from 'vitest'
import { Mailboxes } from '../../core/mailboxes/schema.ts'
import { approve, drafted, pendingDraft, readDraft } from '../support/drafted.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const ben = 'Ben Sorrel <ben@sorrel.example>'

const world = await startWorld()
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('while a mailbox is paused nothing is read, and a reply said yes to still leaves', async () => {
  const { draft } = await drafted(world, ada, ben)
  expect(await ask('pause')).toMatchObject({ status: 200, body: { data: { status: 'paused' } } })
  expect((await ask('pause')).status).toBe(200)

  await world.google.deliver(ada.address, letter({ from: ben, to: ada.address, subject: 'Meanwhile' }))
  await world.google.push(ada.address)
  for (const job of ['mail-sweep', 'draft-sweep']) await sweep(world, job)
  await catchUp(world)
  expect(await stored('Meanwhile')).toBe(0)

  expect((await approve(ada, draft)).status).toBe(200)
  await catchUp(world)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
})

test('resumed, it goes on where it stopped: what came meanwhile is read and drafted', async () => {
  expect(await ask('resume')).toMatchObject({ status: 200, body: { data: { status: 'connected' } } })
  expect((await ask('resume')).status).toBe(200)
  await pendingDraft(world, ada, 'Meanwhile')
  await expectAccountedFor(world, ada.address)
})

test('a paused mailbox whose grant Google takes back asks to be reconnected', async () => {
  const { draft } = await drafted(world, ada, ben)
  await ask('pause')
  world.google.revoke(ada.address)
  await approve(ada, draft)
  await catchUp(world)
  const { items } = await ada.expect(Mailboxes, 'GET', '/api/mailboxes')
  expect(items).toMatchObject([{ status: 'needs_reauth' }])
  expect(await ask('resume')).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test('a stranger pauses and resumes nothing', async () => {
  for (const act of ['pause', 'resume']) {
    expect((await eve.ask('POST', `/api/mailboxes/${ada.mailbox}/${act}`)).status).toBe(404)
    expect((await eve.ask('POST', `/api/mailboxes/${NOBODYS}/${act}`)).status).toBe(404)
  }
})

const ask = (act: string) => ada.ask('POST', `/api/mailboxes/${ada.mailbox}/${act}`)

async function stored(subject: string): Promise<number> {
  return (await world.supabase.sql`select from public.messages where subject = ${subject}`).length
}
