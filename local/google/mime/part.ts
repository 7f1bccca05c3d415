import { decodeWords } from 'postal-mime'
import { type Field, fieldValue, readFields } from './fields.ts'
import { readParameters } from './parameters.ts'
import { decodeText } from './text.ts'
import { decodeTransfer } from './transfer.ts'

/** One node of a message: `body` is the source as it stands, still transfer-encoded. */
export type Part = {
  fields: Field[]
  type: string
  charset: string
  disposition: string
  filename: string
  encoding: string
  body: Buffer
  parts: Part[]
}

// Hostile mail nests or splits without end; beyond these a node is read as a leaf.
const maxDepth = 20
const maxParts = 2000
const maxHead = 2_000_000

/** The tree of a message. Our own reader, because postal-mime's public surface flattens parts; it never throws. */
export function readPart(source: Uint8Array): Part {
  return read(Buffer.from(source.buffer, source.byteOffset, source.byteLength), 'text/plain', 0, { left: maxParts })
}

function read(source: Buffer, defaultType: string, depth: number, budget: { left: number }): Part {
  budget.left--
  const { head, body } = splitHead(source)
  const fields = readFields(decodeText(head.subarray(0, maxHead), ''))
  const content = readParameters(fieldValue(fields, 'content-type') ?? '')
  const disposition = readParameters(fieldValue(fields, 'content-disposition') ?? '')
  const part: Part = {
    fields,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(content.value) ? content.value : defaultType,
    charset: content.parameters.get('charset') ?? '',
    disposition: disposition.value,
    filename: decodeWords(disposition.parameters.get('filename') ?? content.parameters.get('name') ?? ''),
    encoding: (fieldValue(fields, 'content-transfer-encoding') ?? '').trim().toLowerCase(),
    body,
    parts: [],
  }
  const boundary = content.parameters.get('boundary') ?? ''
  if (depth >= maxDepth || budget.left <= 0) return part
  if (part.type.startsWith('multipart/')) {
    const childType = part.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
    for (const section of boundary === '' ? [] : sections(body, boundary)) {
      if (budget.left > 0) part.parts.push(read(section, childType, depth + 1, budget))
    }
    // Without a single boundary line it is no multipart; its words are shown rather than lost.
    if (part.parts.length === 0) part.type = 'text/plain'
  } else if (part.type === 'message/rfc822') {
    part.parts.push(read(decodeTransfer(body, part.encoding), 'text/plain', depth + 1, budget))
  }
  return part
}

export function splitHead(source: Buffer): { head: Buffer; body: Buffer } {
  for (let at = 0; ; ) {
    const end = source.indexOf(0x0a, at)
    if (end === -1) return { head: source, body: source.subarray(source.length) }
    if (end === at || (end === at + 1 && source[at] === 0x0d)) {
      return { head: source.subarray(0, at), body: source.subarray(end + 1) }
    }
    at = end + 1
  }
}

/** The bytes between boundary lines (RFC 2046 §5.1.1); the line break before a boundary belongs to the boundary. */
export function sections(body: Buffer, boundary: string): Buffer[] {
  const marker = Buffer.from(`--${boundary}`)
  const found: Buffer[] = []
  let start = -1
  for (let at = body.indexOf(marker); at !== -1; at = body.indexOf(marker, at + marker.length)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue
    const lineEnd = body.indexOf(0x0a, at)
    const rest = body.toString('latin1', at + marker.length, lineEnd === -1 ? body.length : lineEnd).trimEnd()
    if (rest !== '' && !rest.startsWith('--')) continue
    if (start !== -1) found.push(body.subarray(start, Math.max(start, beforeLineBreak(body, at))))
    start = lineEnd === -1 ? body.length : lineEnd + 1
    if (rest.startsWith('--')) return found
  }
  return start === -1 ? found : [...found, body.subarray(start)]
}

function beforeLineBreak(body: Buffer, at: number): number {
  if (at === 0) return 0
  return at > 1 && body[at - 2] === 0x0d ? at - 2 : at - 1
}

/** Every node without children, in document order; an attached message counts as one. */
export function leaves(part: Part): Part[] {
  return part.type.startsWith('multipart/') && part.parts.length > 0 ? part.parts.flatMap(leaves) : [part]
}

/** Gmail returns these with their text; everything else is fetched as an attachment. */
export function isInlineText(part: Part): boolean {
  return part.type.startsWith('text/') && part.filename === '' && part.disposition !== 'attachment'
}
