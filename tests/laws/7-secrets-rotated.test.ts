import { expect, test } from 'vitest'
import { newestVersion, open } from '../../core/crypto.ts'
import { env } from '../../core/env.ts'
import { callSchedule } from '../../local/cron/call.ts'
import { professional } from '../../local/seed/people.ts'
import { startPlantedWorld } from '../support/world.ts'

const world = await startPlantedWorld()
const secondKey = `2:${Buffer.alloc(32, 7).toString('base64')}`

test('grants are sealed anew under a new key, while mail goes on being read', async () => {
  const [before] = await grants()
  env().SEALING_KEYS = `${env().SEALING_KEYS},${secondKey}`
  expect(newestVersion(env().SEALING_KEYS)).toBe(2)

  expect(await callSchedule(world, 'key-rotation')).toMatchObject({ found: 1 })
  const [after] = await grants()
  expect(before?.sealed).toMatch(/^v1\.1\./)
  expect(after?.sealed).toMatch(/^v1\.2\./)
  expect(await callSchedule(world, 'key-rotation')).toMatchObject({ found: 0 })

  const place = {
    table: 'mailbox_grants',
    row: after?.mailbox_id ?? '',
    client: after?.client_id ?? '',
    column: 'sealed',
  }
  const token = await open(env().SEALING_KEYS, place, after?.sealed ?? '')
  env().SEALING_KEYS = secondKey
  expect(await open(secondKey, place, after?.sealed ?? '')).toBe(token)

  await world.google.deliver(professional.email, mail)
  await world.settled()
  const [row] = await world.supabase.sql<{ n: number }[]>`
    select count(*)::int as n from public.ledger_entries l join public.messages m on m.id = l.message_id
    where m.subject = 'After the rotation' and l.outcome = 'drafted'`
  expect(row?.n).toBe(1)
})

test('a grant whose key has left the ring too early is named, and stops no other', async () => {
  env().SEALING_KEYS = `3:${Buffer.alloc(32, 9).toString('base64')}`
  await expect(callSchedule(world, 'key-rotation')).rejects.toThrow('Something went wrong on our side')
  const [grant] = await grants()
  expect(grant?.sealed).toMatch(/^v1\.2\./)
})

const grants = () => world.supabase.sql<{ mailbox_id: string; client_id: string; sealed: string }[]>`
  select mailbox_id, client_id, sealed from public.mailbox_grants`

const mail = [
  'From: Petra Quill <petra@quillandco.example>',
  `To: ${professional.email}`,
  'Subject: After the rotation',
  'Message-ID: <after-the-rotation@quillandco.example>',
  '',
  'Could you tell me whether the fence is mine?',
].join('\r\n')
