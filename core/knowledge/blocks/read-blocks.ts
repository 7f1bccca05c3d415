import { Locked, TooLarge } from '../../threads/zip.ts'
import type { SourceFailure } from '../schema.ts'
import type { Block } from './block.ts'
import { docxBlocks } from './docx.ts'
import { charsetOf, htmlBlocks, titleOf } from './html.ts'
import { markdownBlocks } from './markdown.ts'
import { pdfBlocks } from './pdf.ts'
import { decodeText, textBlocks } from './text.ts'

export type Kind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text'
export type Read =
  | { outcome: 'read'; blocks: Block[]; title: string }
  | { outcome: 'failed'; failure: Exclude<SourceFailure, 'unreachable' | 'interrupted'> }

const MOST_CHARACTERS = 2_000_000

/** What a file says, paragraph by paragraph. Never throws. To be run apart, for it may not come back. */
export async function readBlocks(kind: Kind, bytes: Uint8Array, charset = ''): Promise<Read> {
  try {
    const { blocks, title = '' } = await READERS[kind](bytes, charset)
    const readable = blocks.map((block) => ({ ...block, text: block.text.replaceAll('\0', '').toWellFormed() }))
    const characters = readable.reduce((sum, { text }) => sum + text.length, 0)
    if (characters > MOST_CHARACTERS) return { outcome: 'failed', failure: 'too_large' }
    return readable.some(({ text }) => /[\p{L}\p{N}]/u.test(text))
      ? { outcome: 'read', blocks: readable, title }
      : { outcome: 'failed', failure: 'empty' }
  } catch (error) {
    if (error instanceof Locked || (error instanceof Error && error.name === 'PasswordException')) {
      return { outcome: 'failed', failure: 'encrypted' }
    }
    return { outcome: 'failed', failure: error instanceof TooLarge ? 'too_large' : 'damaged' }
  }
}

type Found = { blocks: Block[]; title?: string }

const READERS: Record<Kind, (bytes: Uint8Array, charset: string) => Found | Promise<Found>> = {
  pdf: async (bytes) => ({ blocks: await pdfBlocks(bytes) }),
  docx: (bytes) => ({ blocks: docxBlocks(unlocked(bytes)) }),
  html: (bytes, charset) => {
    const html = decodeText(bytes, charset || charsetOf(bytes))
    return { blocks: htmlBlocks(html), title: titleOf(html) }
  },
  markdown: (bytes) => ({ blocks: markdownBlocks(lines(bytes)) }),
  text: (bytes) => ({ blocks: textBlocks(lines(bytes)) }),
}

const lines = (bytes: Uint8Array) => decodeText(bytes).replace(/\r\n?/g, '\n')

/** An Office file with a password is not an archive but a vault with one in it (MS-OFFCRYPTO). */
function unlocked(bytes: Uint8Array): Uint8Array {
  if (Buffer.from(bytes.subarray(0, 4)).toString('hex') === 'd0cf11e0') throw new Locked('It is encrypted')
  return bytes
}
