import { decodeWords } from 'postal-mime'
import { type Person, readAddresses } from './addresses.ts'
import { fieldValue } from './fields.ts'
import { htmlToText } from './html-to-text.ts'
import { isInlineText, leaves, type Part, readPart } from './part.ts'
import { decodeText } from './text.ts'
import { decodeTransfer } from './transfer.ts'

export type Mail = {
  root: Part
  from: Person[]
  to: Person[]
  cc: Person[]
  bcc: Person[]
  subject: string
  messageId: string
  references: string[]
  date: number | undefined
  text: string
  snippet: string
  filenames: string[]
}

const searchable = 200_000
const known = new WeakMap<Uint8Array, Mail>()

/** What the mailbox needs to know about a source. Sources never change, so each is read once. */
export function readMail(raw: Uint8Array): Mail {
  const seen = known.get(raw)
  if (seen) return seen
  const mail = read(raw)
  known.set(raw, mail)
  return mail
}

function read(raw: Uint8Array): Mail {
  const root = readPart(raw)
  const { fields } = root
  const parts = leaves(root)
  const text = bodyText(parts)
  return {
    root,
    from: readAddresses(fields, 'from'),
    to: readAddresses(fields, 'to'),
    cc: readAddresses(fields, 'cc'),
    bcc: readAddresses(fields, 'bcc'),
    subject: decodeWords(fieldValue(fields, 'subject') ?? ''),
    messageId: fieldValue(fields, 'message-id') ?? '',
    references: [fieldValue(fields, 'references'), fieldValue(fields, 'in-reply-to')].flatMap(
      (value) => value?.match(/<[^<>\s]+>/g) ?? [],
    ),
    date: parseDate(fieldValue(fields, 'date')),
    text,
    snippet: snippetOf(text),
    filenames: parts.map(({ filename }) => filename).filter((filename) => filename !== ''),
  }
}

function bodyText(parts: Part[]): string {
  const inline = parts.filter(isInlineText)
  const plain = inline.filter(({ type }) => type === 'text/plain')
  return (plain.length > 0 ? plain : inline)
    .map((part) => {
      const text = decodeText(decodeTransfer(part.body, part.encoding).subarray(0, searchable), part.charset)
      return part.type === 'text/html' ? htmlToText(text) : text
    })
    .join('\n')
    .slice(0, searchable)
}

/** Gmail's snippets are HTML-escaped even though they travel as JSON. */
function snippetOf(text: string): string {
  const words = text.slice(0, 2000).replace(/\s+/g, ' ').trim()
  const cut =
    words.length > 200
      ? words
          .slice(0, 200)
          .replace(/[\ud800-\udbff]$/, '')
          .replace(/ \S*$/, '')
      : words
  return cut
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function parseDate(value: string | undefined): number | undefined {
  const time = Date.parse((value ?? '').replace(/\([^()]*\)\s*$/, ''))
  return Number.isNaN(time) ? undefined : time
}
