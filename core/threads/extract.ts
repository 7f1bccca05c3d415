import type { Enum } from '../context.ts'
import { docxText, xlsxText } from './office.ts'
import { Locked, TooLarge } from './zip.ts'

export type Kind = 'pdf' | 'docx' | 'xlsx' | 'text'
export type Extracted = { status: Enum<'text_status'>; text: string }

const MOST_CHARACTERS = 50_000
const MOST_PAGES = 100

/** What a file says. Never throws: a file that cannot be read says so. To be run apart, for it may not come back. */
export async function extract(kind: Kind, content: Uint8Array): Promise<Extracted> {
  try {
    const text = tidy(await READERS[kind](content))
    return { status: 'extracted', text: text.slice(0, MOST_CHARACTERS).toWellFormed().trim() }
  } catch (error) {
    const isLocked = error instanceof Locked || (error instanceof Error && error.name === 'PasswordException')
    const status = isLocked ? 'encrypted' : error instanceof TooLarge ? 'too_large' : 'failed'
    return { status, text: '' }
  }
}

const READERS: Record<Kind, (content: Uint8Array) => string | Promise<string>> = {
  pdf: pdfText,
  docx: (content) => docxText(unlocked(content), MOST_CHARACTERS),
  xlsx: (content) => xlsxText(unlocked(content), MOST_CHARACTERS),
  text: plainText,
}

/** An Office file with a password is not an archive but a vault with one in it (MS-OFFCRYPTO). */
function unlocked(content: Uint8Array): Uint8Array {
  if (Buffer.from(content.subarray(0, 4)).toString('hex') === 'd0cf11e0') throw new Locked('It is encrypted')
  return content
}

async function pdfText(content: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(content), { isEvalSupported: false, verbosity: 0 })
  const pages: string[] = []
  for (let nth = 1, length = 0; nth <= Math.min(document.numPages, MOST_PAGES) && length < MOST_CHARACTERS; nth++) {
    const page = await document.getPage(nth)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push(text)
    length += text.length
    page.cleanup()
  }
  return pages.join('\n\n')
}

function plainText(content: Uint8Array): string {
  const bytes = content.subarray(0, 4 * MOST_CHARACTERS)
  const marks = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  if (marks === 'fffe' || marks === 'feff') {
    return new TextDecoder(marks === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes)
  }
  const text = new TextDecoder().decode(bytes)
  return text.slice(0, -4).includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text
}

const tidy = (text: string) =>
  text
    .replaceAll('\0', '')
    .replaceAll('\r\n', '\n')
    .replace(/[ \t]{3,}/g, '  ')
    .replace(/\n{3,}/g, '\n\n')
