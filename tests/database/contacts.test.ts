import { expect, test } from 'vitest'
import { openDatabase } from './fixtures/database.ts'
import { mail, record } from './fixtures/mail.ts'
import { A, B, type Tenant } from './fixtures/tenants.ts'

const { sql } = await openDatabase(8)
const somebody = { name: '', address: 'somebody@known.example' }

test('whom a business has written to it knows, in copy too and however written; another business does not', async () => {
  const copied = [{ name: '', address: 'Copied@Known.example' }]
  await record(sql, A, [
    mail(1, 'hello', {
      direction: 'outbound',
      to_recipients: [somebody],
      cc_recipients: copied,
      from_address: 'office@a.example',
    }),
  ])
  expect(await acquaintance(A, 'somebody@known.example')).toBe('address')
  expect(await acquaintance(A, 'copied@known.example')).toBe('address')
  expect(await acquaintance(A, 'else@known.example')).toBe('domain')
  expect(await acquaintance(A, 'somebody@unknown.example')).toBe('never')
  expect(await acquaintance(A, '')).toBe('never')
  expect(await acquaintance(B, 'somebody@known.example')).toBe('never')
})

test('who only wrote, or was only written to by others, is not known', async () => {
  await record(sql, A, [
    mail(1, 'cold', {
      from_address: 'seller@cold.example',
      to_recipients: [{ name: '', address: 'bystander@cold.example' }],
    }),
  ])
  expect(await acquaintance(A, 'seller@cold.example')).toBe('never')
  expect(await acquaintance(A, 'bystander@cold.example')).toBe('never')
})

test('mail stored at once and in any order leaves one contact, last written to when it was', async () => {
  const sent = [1, 2, 3, 4, 5, 6].map((number) =>
    mail(number, `many-${number}`, {
      direction: 'outbound',
      to_recipients: [somebody, { name: '', address: `n${number}@many.example` }],
    }),
  )
  await Promise.all(sent.toReversed().map((one) => record(sql, A, [one])))
  const rows = await sql<{ at: Date }[]>`
    select last_written_at as at from public.contacts where client_id = ${A.client} and address = 'somebody@known.example'`
  expect(rows.map(({ at }) => at.toISOString())).toEqual([sent.at(-1)?.received_at])
})

let asked = 0

/** As the triage of a mail from there would find it. */
async function acquaintance(tenant: Tenant, address: string): Promise<string | undefined> {
  const thread = `asked-${++asked}`
  await record(sql, tenant, [mail(1, thread, { from_address: address })])
  const [row] = await sql<{ known: string }[]>`
    select private.acquaintance(m) as known from public.messages m
    where mailbox_id = ${tenant.mailbox} and gmail_message_id = ${`${thread}-1`}`
  return row?.known
}

test.each([
  ['Anna Weber', 'anna weber', 'weber'],
  ['Weber, Anna', 'anna weber', 'weber'],
  ['Anna WEBER’s', 'anna weber', 'weber'],
  [' "Weber" ', 'weber', 'weber'],
  ["James'", 'james', 'james'],
  ['', '', null],
  ['a, b, c', 'a, b, c', 'c'],
])('%j is plainly %j', async (name, plain, surname) => {
  const [found] = await sql`select private.plain_name(${name}) as plain, private.surname(${name}) as surname`
  expect(found).toEqual({ plain, surname })
})
