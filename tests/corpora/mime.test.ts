import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import PostalMime, { type Address } from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import { rawMessage } from '../support/raw-message.ts'

const folder = path.join(process.env.CORPORA_DIR ?? '', 'mime')
const files = globSync('**/*.eml', { cwd: folder }).sort()

type Facts = Record<Field, string | number>
const FIELDS = [
  ...(['from', 'from_name', 'to', 'cc', 'reply_to', 'subject', 'message_id', 'references', 'text'] as const),
  ...(['html', 'attachments'] as const),
]
type Field = (typeof FIELDS)[number]
const agreed = { ours: tally(), theirs: tally(), of: tally() }
let golden = 0

test.each(files)('%s is read whole, in time, and fit for the database', async (file) => {
  const raw = new Uint8Array(readFileSync(path.join(folder, file)))
  const began = performance.now()
  const parsed = await parseMessage(rawMessage(raw))
  expect(performance.now() - began).toBeLessThan(1000)

  const stored = JSON.stringify(parsed)
  expect(stored).not.toContain('\\u0000')
  expect(stored.isWellFormed()).toBe(true)

  const expected = goldenOf(file)
  if (!expected) return
  golden += 1
  const ours = factsOf(parsed)
  const theirs = await postalMime(raw)
  for (const field of FIELDS) {
    // Of a mail with HTML we keep what that shows, unless the text says the same.
    if (field === 'text' && (!expected.text || expected.html)) continue
    agreed.of[field] += 1
    agreed.ours[field] += Number(ours[field] === expected[field])
    agreed.theirs[field] += Number(theirs[field] === expected[field])
  }
})

afterAll(() => {
  const rows = FIELDS.map(
    (field) =>
      `  ${field.padEnd(12)}${`${agreed.ours[field]}`.padStart(6)}${`${agreed.theirs[field]}`.padStart(13)}${`${agreed.of[field]}`.padStart(6)}\n`,
  )
  process.stdout.write(
    `Agreement with ${golden} golden parses\n  field         ours  postal-mime    of\n${rows.join('')}`,
  )
  expect(golden).toBeGreaterThan(50)
  for (const field of FIELDS) expect(agreed.ours[field], field).toBeGreaterThanOrEqual(agreed.theirs[field])
})

function tally(): Record<Field, number> {
  return Object.fromEntries(FIELDS.map((field) => [field, 0])) as Record<Field, number>
}

const factsOf = (message: Awaited<ReturnType<typeof parseMessage>>): Facts => ({
  from: message.from_address.toLowerCase(),
  from_name: squeezed(message.from_name),
  to: message.to_recipients.map(({ address }) => address).join(),
  cc: message.cc_recipients.map(({ address }) => address).join(),
  reply_to: message.reply_to.map(({ address }) => address).join(),
  subject: squeezed(message.subject),
  message_id: message.rfc_message_id.replace(/[<>]/g, ''),
  references: message.reference_ids.join(' ').replace(/[<>]/g, ''),
  text: squeezed(message.plain),
  html: message.html ? 1 : 0,
  attachments: message.attachments.length,
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
    from_name: squeezed(email?.from?.name ?? ''),
    to: addresses(email?.to),
    cc: addresses(email?.cc),
    reply_to: addresses(email?.replyTo),
    subject: squeezed(email?.subject ?? ''),
    message_id: (email?.messageId ?? '').replace(/[<>]/g, ''),
    references: idsOf(email?.references, email?.inReplyTo),
    text: squeezed(email?.text ?? ''),
    html: email?.html ? 1 : 0,
    attachments: email?.attachments.length ?? 0,
  }
}

type Value = { Text?: string; TextList?: string[]; Address?: { List?: Person[]; Group?: { addresses: Person[] }[] } }
type Person = { address?: string | null; name?: string | null }

/** What another parser, written by others, made of the same mail. */
function goldenOf(file: string): Facts | undefined {
  const json = path.join(folder, file.replace(/\.eml$/, '.json'))
  if (!existsSync(json)) return undefined
  const { parts, attachments, text_body, html_body } = JSON.parse(readFileSync(json, 'utf8')) as {
    parts: { headers: { name: unknown; value: Value }[]; body: { Text?: string; Html?: string } }[]
    attachments: number[]
    text_body: number[]
    html_body: number[]
  }
  const header = (name: string) => parts[0]?.headers.findLast((header) => header.name === name)?.value
  const people = (value: Value | undefined) =>
    [...(value?.Address?.List ?? []), ...(value?.Address?.Group ?? []).flatMap(({ addresses }) => addresses)]
      .map(({ address }) => (address ?? '').toLowerCase())
      .filter((address) => address.includes('@'))
      .join()
  const list = (name: string) => {
    const value = header(name)
    return value?.TextList?.join(' ') ?? value?.Text ?? ''
  }
  return {
    from: people(header('from')),
    from_name: squeezed(header('from')?.Address?.List?.[0]?.name ?? ''),
    to: people(header('to')),
    cc: people(header('cc')),
    reply_to: people(header('reply_to')),
    subject: squeezed(header('subject')?.Text ?? ''),
    message_id: header('message_id')?.Text ?? '',
    references: idsOf(list('references'), list('in_reply_to')),
    text: squeezed(text_body.map((at) => parts[at]?.body.Text ?? '').join(' ')),
    html: html_body.some((at) => parts[at]?.body.Html) ? 1 : 0,
    attachments: attachments.length,
  }
}

const idsOf = (...fields: (string | undefined)[]) =>
  [
    ...new Set(
      fields
        .join(' ')
        .split(/[\s<>]+/)
        .filter(Boolean),
    ),
  ].join(' ')

/** Postgres holds no null character, so we keep none. */
const squeezed = (text: string) => text.replaceAll('\0', '').replace(/\s+/g, ' ').trim()
