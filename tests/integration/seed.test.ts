import { expect, test } from 'vitest'
import { expectations } from '../../local/seed/expectations.ts'
import { seedMail } from '../../local/seed/order.ts'
import { professional } from '../../local/seed/people.ts'
import { startPlantedWorld } from '../support/world.ts'

const world = await startPlantedWorld()
const byMessageId = await outcomes()

test.each(expectations.filter(({ mailbox }) => mailbox === 'inbox'))(
  '$file is $expect $reason',
  ({ file, expect: outcome, reason }) => {
    expect(byMessageId.get(messageIdOf(file))).toEqual({ outcome, reason: reason ?? null })
  },
)

test('every inbound message has its entry in the ledger', async () => {
  const [row] = await world.supabase.sql<{ missing: number }[]>`
    select count(*)::int as missing from public.messages m
    where direction = 'inbound' and not exists (select from public.ledger_entries l where l.message_id = m.id)`
  expect(row?.missing).toBe(0)
  expect(byMessageId.size).toBe(expectations.filter(({ mailbox }) => mailbox === 'inbox').length)
})

test('nothing has left the mailbox', () => {
  const sent = expectations.filter(({ mailbox }) => mailbox === 'sent').length
  expect(world.google.mailbox(professional.email)?.sent).toHaveLength(sent)
  expect(world.google.outside()).toEqual([])
})

async function outcomes(): Promise<Map<string, { outcome: string; reason: string | null }>> {
  const rows = await world.supabase.sql<{ id: string; outcome: string; reason: string | null }[]>`
    select rfc_message_id as id, outcome, reason from public.messages join public.ledger_entries on message_id = id`
  return new Map(rows.map(({ id, outcome, reason }) => [id, { outcome, reason }]))
}

function messageIdOf(file: string): string {
  const raw = seedMail().find((mail) => mail.file === file)?.raw ?? new Uint8Array()
  return /^message-id:\s*(<[^>]+>)/im.exec(Buffer.from(raw).toString('latin1'))?.[1] ?? ''
}
