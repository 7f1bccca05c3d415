import type { Block } from './block.ts'

/** Paragraphs between blank lines; where there are none, every line is one. */
export function textBlocks(text: string): Block[] {
  const paragraphs = text.split(/\n[ \t]*\n/)
  const parts = paragraphs.length > 1 ? paragraphs : text.split('\n')
  return parts.flatMap((part) => (part.trim() ? [{ text: part.trim(), headings: [], page: null }] : []))
}

/** Unicode where it is that, Western otherwise, as a file or a page says or as its bytes look. */
export function decodeText(bytes: Uint8Array, label = ''): string {
  const marks = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  if (marks === 'fffe' || marks === 'feff') return decoded(marks === 'fffe' ? 'utf-16le' : 'utf-16be', bytes) ?? ''
  return decoded(label || 'utf-8', bytes) ?? decoded('utf-8', bytes) ?? decoded('windows-1252', bytes) ?? ''
}

function decoded(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    // An unknown label, or bytes that are not what it says.
    return undefined
  }
}
