import { expect, test } from 'vitest'
import { MailboxHealth } from '../../core/mailboxes/schema.ts'
import { drafted, readDraft } from '../support/drafted.ts'
import { patience } from '../support/law.ts'
import { expectAccountedFor, outcomes } from '../support/ledger.ts'
import { letter } from '../support/letters.ts'
import { connect, openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const DAY = 86_400
let people = 0

test(
  'ten days without a grant, the history gone meanwhile: all that came is read once, and the gap closes',
  async () => {
    const ada = await practice()
    const { draft } = await drafted(world, ada, ben, { subject: 'Before' })
    world.google.revoke(ada.address)
    for (const subject of ['First day', 'Fifth day', 'Tenth day']) {
      await write(ada, subject)
      await world.google.push(ada.address)
      await catchUp(world)
      await world.clock.travel(4 * DAY)
    }
    world.google.expireHistory(ada.address)
    expect(await health(ada)).toMatchObject({ status: 'needs_reauth', ledger: { drafted: 1 } })

    expect(await connect(ada, ada.client, ada.address)).toBe('/portal/mailboxes/?connected=1')
    await catchUp(world)
    expect(await outcomes(world, ada)).toEqual({
      Before: 'drafted',
      'First day': 'drafted',
      'Fifth day': 'drafted',
      'Tenth day': 'drafted',
    })
    await expectAccountedFor(world, ada.address)
    expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending' })
    expect((await health(ada)).gaps).toMatchObject([
      { reason: 'history_expired', missing: 3, closed_at: expect.any(String) },
    ])
  },
  patience,
)

test.each([
  ['a cursor from the future', '9999999999999999999'],
  ['a cursor that is none of Gmail’s', '1234567890123456789012345'],
])('after %s everything is read again, and nothing twice', async (_, cursor) => {
  const ada = await practice()
  await drafted(world, ada, ben, { subject: 'Known' })
  await world.supabase.sql`update public.mailboxes set history_id = ${cursor} where id = ${ada.mailbox}`
  await write(ada, 'Unknown')
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ Known: 'drafted', Unknown: 'drafted' })
  await write(ada, 'Afterwards')
  await catchUp(world)
  await expectAccountedFor(world, ada.address)
})

test('while a gap is not read again it is shown, however often the reading fails', async () => {
  const ada = await practice()
  world.google.expireHistory(ada.address)
  await world.clock.travel(1)
  world.google.faults.add({ push: 'lose' })
  await write(ada, 'In the gap')
  world.google.expireHistory(ada.address)
  world.google.faults.add({ match: /GET .*\/messages$/, status: 503, times: Number.POSITIVE_INFINITY })
  await world.google.push(ada.address)
  await world.settled()
  expect((await health(ada)).gaps).toMatchObject([{ reason: 'history_expired', missing: null, closed_at: null }])
  expect(await outcomes(world, ada)).toEqual({})

  // What comes meanwhile does not wait for it.
  await write(ada, 'After the gap')
  await world.settled()
  expect(await outcomes(world, ada)).toEqual({ 'After the gap': 'drafted' })
  world.google.faults.clear()
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ 'After the gap': 'drafted', 'In the gap': 'drafted' })
  expect((await health(ada)).gaps).toMatchObject([{ closed_at: expect.any(String) }])
})

test(
  'what lies further back than can be read stays a gap that is shown',
  async () => {
    const ada = await practice()
    world.google.faults.add({ push: 'lose', times: Number.POSITIVE_INFINITY })
    await world.clock.travel(2 * DAY)
    await write(ada, 'Long lost')
    await world.clock.travel(120 * DAY)
    await write(ada, 'Just now')
    world.google.faults.clear()
    await world.google.push(ada.address)
    await world.settled()
    await catchUp(world)
    expect(await outcomes(world, ada)).toEqual({ 'Just now': 'drafted' })
    const gaps = (await health(ada)).gaps
    expect(gaps).toMatchObject([
      { reason: 'history_expired', closed_at: expect.any(String) },
      { reason: 'too_long_ago', closed_at: null, missing: null },
    ])
  },
  patience,
)

test('what was deleted and brought back while nobody could tell is followed afterwards', async () => {
  const ada = await practice()
  const gone = await drafted(world, ada, ben)
  const back = await drafted(world, ada, ben)
  await gmail(ada, `POST /messages/${idOf(ada, back.subject)}/trash`)
  await catchUp(world)
  expect(await readDraft(ada, back.draft)).toMatchObject({ status: 'superseded' })

  world.google.faults.add({ push: 'lose', times: 9 })
  await gmail(ada, `DELETE /messages/${idOf(ada, gone.subject)}`)
  await gmail(ada, `POST /messages/${idOf(ada, back.subject)}/untrash`)
  world.google.faults.clear()
  world.google.expireHistory(ada.address)
  await world.google.push(ada.address)
  await catchUp(world)
  expect(await readDraft(ada, gone.draft)).toMatchObject({ status: 'superseded', notice: 'message_gone' })
  expect(await readDraft(ada, back.draft)).toMatchObject({ status: 'pending', notice: null })
})

test('the nightly comparison finds what is missing on either side, repairs it and says how much it was', async () => {
  const ada = await practice()
  await drafted(world, ada, ben, { subject: 'Kept' })
  const lost = await drafted(world, ada, ben, { subject: 'Lost' })
  const ghost = await drafted(world, ada, ben, { subject: 'Ghost' })
  await world.supabase.sql`delete from public.threads where id = ${lost.draft.thread_id}`
  world.google.faults.add({ push: 'lose', times: 9 })
  await gmail(ada, `DELETE /messages/${idOf(ada, 'Ghost')}`)
  world.google.faults.clear()
  const { historyId = '' } = world.google.mailbox(ada.address) ?? {}
  await world.supabase.sql`update public.mailboxes set history_id = ${historyId} where id = ${ada.mailbox}`
  await world.clock.travel(3600)

  await sweep(world, 'reconciliation')
  await catchUp(world)
  expect(await outcomes(world, ada)).toEqual({ Kept: 'drafted', Lost: 'drafted', Ghost: 'drafted' })
  expect(await readDraft(ada, ghost.draft)).toMatchObject({ status: 'superseded', notice: 'message_gone' })
  expect(await health(ada)).toMatchObject({
    reconciled_at: expect.any(String),
    gaps: [{ reason: 'missed', missing: 1, closed_at: expect.any(String) }],
  })

  await world.clock.travel(DAY)
  await sweep(world, 'reconciliation')
  await catchUp(world)
  expect((await health(ada)).gaps).toHaveLength(1)
})

const practice = () => openPractice(world, `ada${++people}@quill.example`)

const write = ({ address }: Practice, subject: string) =>
  world.google.deliver(address, letter({ from: ben, to: address, subject }))

const gmail = ({ address }: Practice, call: string) => world.google.actAs(address)(call)

const idOf = ({ address }: Practice, subject: string) =>
  world.google.mailbox(address)?.all.find((mail) => mail.subject === subject)?.id

const health = (owner: Practice) => owner.expect(MailboxHealth, 'GET', `/api/mailboxes/${owner.mailbox}/health`)
