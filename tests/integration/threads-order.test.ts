import { expect, test } from 'vitest'
import { Conversation, ThreadPage } from '../../core/threads/schema.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const address = 'ada@quill.example'
const ben = 'Ben Sorrel <ben@sorrel.example>'

test('messages of one millisecond stand in Gmail’s order everywhere: in the conversation, at its head, before the model', async () => {
  const ada = await openPractice(world, address)
  const first = letter({ from: ben, to: address, subject: 'At once' })
  const Date_ = new Date(Date.now() - 60_000).toUTCString().replace('GMT', '+0000')
  const mails = [
    first,
    ...Array.from({ length: 9 }, (_, n) => followUp(first, { from: ben, to: address, body: `${n}` })),
  ]
  world.google.faults.add({ push: 'lose', times: 20 })
  const gmail = world.google.actAs(address)
  for (const raw of mails) {
    const dated = raw.replace(/^Date: .*\r$/m, `Date: ${Date_}\r`)
    await gmail('POST /messages/import?internalDateSource=dateHeader', {
      raw: Buffer.from(dated).toString('base64url'),
      labelIds: ['INBOX', 'UNREAD'],
    })
  }
  world.google.faults.clear()
  await world.google.push(address)
  await catchUp(world)

  const [thread, ...others] = (await ada.expect(ThreadPage, 'GET', '/api/threads')).items
  expect(others).toEqual([])
  const rows = await world.supabase.sql<{ id: string; gmail: string; outcome: string; reason: string | null }[]>`
    select m.id, m.gmail_message_id as gmail, l.outcome, l.reason
    from public.messages m join public.ledger_entries l on l.message_id = m.id`
  expect(rows).toHaveLength(10)
  expect(new Set(world.google.mailbox(address)?.all.map(({ date }) => date)).size).toBe(1)
  const byGmail = rows.toSorted((a, b) => (a.gmail < b.gmail ? -1 : 1)).map(({ id }) => id)
  const { messages } = await ada.expect(Conversation, 'GET', `/api/threads/${thread?.id}`)
  expect(messages.map(({ id }) => id)).toEqual(byGmail)

  const [head] = await world.supabase.sql<{ last: string }[]>`select last_message_id as last from public.threads`
  expect(head?.last).toBe(byGmail.at(-1))
  expect(rows.find(({ outcome }) => outcome === 'drafted')?.id).toBe(head?.last)
  const [brief] = await world.supabase.sql<{ ids: string[] }[]>`
    select array(select it ->> 'id' from jsonb_array_elements(private.conversation(m)) it) as ids
    from public.messages m where id = ${head?.last ?? ''}`
  expect(brief?.ids).toEqual(byGmail)
})
