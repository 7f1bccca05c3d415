import { decodeWords } from 'postal-mime'
import { GoogleError } from '../errors.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { formatPeople, readPeople } from '../mime/addresses.ts'
import type { Field } from '../mime/fields.ts'
import { readMail } from '../mime/mail.ts'
import { isInlineText, type Part } from '../mime/part.ts'
import { decodeText } from '../mime/text.ts'
import { decodeTransfer } from '../mime/transfer.ts'
import { seesOnlyMetadata } from '../oauth/scopes.ts'
import { attachmentId } from './attachment-id.ts'

export type View = { format: string; headers: string[] }

const formats = ['full', 'metadata', 'minimal', 'raw']

/** `format` and `metadataHeaders` of a get, held against what the token's scopes allow to be seen. */
export function readView(url: string, scopes: string[]): View {
  const params = new URL(url).searchParams
  const format = (params.get('format') ?? 'full').toLowerCase()
  if (!formats.includes(format)) throw new GoogleError(400, `Invalid value at 'format': "${format}"`)
  if (seesOnlyMetadata(scopes) && (format === 'full' || format === 'raw')) {
    throw new GoogleError(403, `Metadata scope doesn't allow format ${format.toUpperCase()}`)
  }
  return { format, headers: params.getAll('metadataHeaders').map((name) => name.toLowerCase()) }
}

export function messageResource(mailbox: Mailbox, message: Message, { format, headers }: View): object {
  const { root, snippet } = readMail(message.raw)
  const { id, threadId, labelIds, historyId, internalDate, raw } = message
  const base = {
    id,
    threadId,
    ...(labelIds.length > 0 && { labelIds }),
    snippet,
    historyId,
    internalDate: String(internalDate),
    sizeEstimate: raw.length,
  }
  if (format === 'minimal') return base
  if (format === 'raw') return { ...base, raw: Buffer.from(raw).toString('base64url') }
  if (format === 'metadata') {
    const wanted = root.fields.filter(({ name }) => headers.length === 0 || headers.includes(name.toLowerCase()))
    return { ...base, payload: { mimeType: root.type, headers: wanted.map(readable) } }
  }
  return { ...base, payload: partResource(root, '', (partId) => attachmentId(mailbox, id, partId)) }
}

function partResource(part: Part, partId: string, handle: (partId: string) => string): object {
  const parts = part.parts.map((child, index) =>
    partResource(child, partId === '' ? `${index}` : `${partId}.${index}`, handle),
  )
  return {
    partId,
    mimeType: part.type,
    filename: part.filename,
    headers: part.fields.map(readable),
    body: bodyResource(part, partId, handle),
    ...(parts.length > 0 && { parts }),
  }
}

function bodyResource(part: Part, partId: string, handle: (partId: string) => string): object {
  if (part.type.startsWith('multipart/') && part.parts.length > 0) return { size: 0 }
  const bytes = decodeTransfer(part.body, part.encoding)
  if (bytes.length === 0) return { size: 0 }
  if (!isInlineText(part)) return { attachmentId: handle(partId), size: bytes.length }
  // Gmail hands text out in UTF-8, whatever charset the part's own header still names.
  const text = Buffer.from(decodeText(bytes, part.charset))
  return { size: text.length, data: text.toString('base64url') }
}

const addressHeaders = ['from', 'sender', 'to', 'cc', 'bcc', 'reply-to']

/** Encoded words decoded; in address headers a decoded comma must not split a name, so those are written anew. */
function readable({ name, value }: Field): { name: string; value: string } {
  if (!value.includes('=?')) return { name, value }
  if (!addressHeaders.includes(name.toLowerCase())) return { name, value: decodeWords(value) }
  return { name, value: formatPeople(readPeople(value)) }
}
