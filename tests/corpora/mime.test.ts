import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import PostalMime, { type Address } from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'

const folder = path.join(process.env.CORPORA_DIR ?? '', 'mime')
const files = globSync('**/*.eml', { cwd: folder }).sort()

type Facts = { from: string; to: string; subject: string; message_id: string; attachments: number }
type Field = keyof Facts
const FIELDS: Field[] = ['from', 'to', 'subject', 'message_id', 'attachments']
const agreed = { ours: tally(), theirs: tally() }
let golden = 0

test.each(files)('%s is read whole, in time, and fit for the database', async (file) => {
  const raw = new Uint8Array(readFileSync(path.join(folder, file)))
  const began = performance.now()
  const parsed = await parseMessage(messageOf(raw))
  expect(performance.now() - began).toBeLessThan(1000)

  const stored = JSON.stringify(parsed)
  expect(stored).not.toContain('\\u0000')
  expect(stored.isWellFormed()).toBe(true)

  const expected = goldenOf(file)
  if (!expected) return
  golden += 1
  const ours = { ...factsOf(parsed), attachments: parsed.attachments.length }
  const theirs = await postalMime(raw)
  for (const field of FIELDS) {
    agreed.ours[field] += Number(ours[field] === expected[field])
    agreed.theirs[field] += Number(theirs[field] === expected[field])
  }
})

afterAll(() => {
  const line = (name: string, counts: Record<Field, number>) =>
    `  ${name.padEnd(12)}${FIELDS.map((field) => `${field} ${counts[field]}/${golden}`.padEnd(20)).join('')}\n`
  process.stdout.write(
    `Agreement with the golden parses\n${line('ours', agreed.ours)}${line('postal-mime', agreed.theirs)}`,
  )
  for (const field of FIELDS) expect(agreed.ours[field], field).toBeGreaterThanOrEqual(agreed.theirs[field])
})

function tally(): Record<Field, number> {
  return { from: 0, to: 0, subject: 0, message_id: 0, attachments: 0 }
}

const messageOf = (raw: Uint8Array) => ({
  id: 'a',
  threadId: 'a',
  labels: ['INBOX'],
  receivedAt: new Date(0),
  snippet: '',
  raw,
})

const factsOf = (message: Awaited<ReturnType<typeof parseMessage>>) => ({
  from: message.from_address.toLowerCase(),
  to: message.to_recipients.map(({ address }) => address).join(),
  subject: squeezed(message.subject),
  message_id: message.rfc_message_id.replace(/[<>]/g, ''),
})

async function postalMime(raw: Uint8Array): Promise<Facts> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined)
  const addresses = (list: Address[] = []) =>
    list
      .flatMap((entry) => (entry.group ? entry.group : [entry]))
      .map(({ address }) => (address ?? '').toLowerCase())
      .filter((address) => address.includes('@'))
      .join()
  return {
    from: addresses(email?.from ? [email.from] : []),
    to: addresses(email?.to),
    subject: squeezed(email?.subject ?? ''),
    message_id: (email?.messageId ?? '').replace(/[<>]/g, ''),
    attachments: email?.attachments.length ?? 0,
  }
}

type Value = { Text?: string; TextList?: string[]; Address?: { List?: Person[]; Group?: { addresses: Person[] }[] } }
type Person = { address?: string | null }

/** What another parser, written by others, made of the same mail. */
function goldenOf(file: string): Facts | undefined {
  const json = path.join(folder, file.replace(/\.eml$/, '.json'))
  if (!existsSync(json)) return undefined
  const { parts, attachments } = JSON.parse(readFileSync(json, 'utf8')) as {
    parts: { headers: { name: unknown; value: Value }[] }[]
    attachments: number[]
  }
  const header = (name: string) => parts[0]?.headers.findLast((header) => header.name === name)?.value
  const people = (value: Value | undefined) =>
    [...(value?.Address?.List ?? []), ...(value?.Address?.Group ?? []).flatMap(({ addresses }) => addresses)]
      .map(({ address }) => (address ?? '').toLowerCase())
      .filter((address) => address.includes('@'))
      .join()
  return {
    from: people(header('from')),
    to: people(header('to')),
    subject: squeezed(header('subject')?.Text ?? ''),
    message_id: header('message_id')?.Text ?? '',
    attachments: attachments.length,
  }
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
