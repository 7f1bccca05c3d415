import { apart } from '../apart.ts'
import { sniff } from '../mailboxes/sniff.ts'
import type { Kind, Read } from './blocks/read-blocks.ts'

const MOST_MS = 15_000

/** What a file of any kind says, or why that cannot be known. It is read in a thread of its own, within bounds. */
export async function readFile(name: string, bytes: Uint8Array, charset = ''): Promise<Read> {
  const kind = kindOf(name, bytes)
  if (typeof kind !== 'string') return { outcome: 'failed', failure: kind.failure }
  const read = await apart(
    {
      module: import.meta.url.replace(/read-file(?=\.[jt]s$)/, 'blocks/read-blocks'),
      verb: 'readBlocks',
      load: async () => (await import('./blocks/read-blocks.ts')).readBlocks,
    },
    MOST_MS,
    kind,
    bytes,
    charset,
  )
  return read ?? { outcome: 'failed', failure: 'too_complex' }
}

type Unread = { failure: 'empty' | 'binary' | 'unsupported' }

/** By its bytes where they say; what is only text is what it is called. */
function kindOf(name: string, bytes: Uint8Array): Kind | Unread {
  if (!bytes.length) return { failure: 'empty' }
  const ending = /\.(\w{1,8})$/.exec(name.toLowerCase())?.[1] ?? ''
  const sniffed = sniff(bytes)
  if (sniffed === 'application/pdf') return 'pdf'
  if (/zip|ole/.test(sniffed) && ending === 'docx') return 'docx'
  if (sniffed === 'text/html' || (sniffed === '' && /^html?$/.test(ending))) return 'html'
  if (sniffed !== '') return { failure: 'unsupported' }
  if (isBinary(bytes)) return { failure: 'binary' }
  return /^(md|markdown)$/.test(ending) ? 'markdown' : 'text'
}

/** A text has no zeros, unless two bytes make a letter, and hardly any control characters. */
function isBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 100_000)
  if (/^(fffe|feff)/.test(Buffer.from(start.subarray(0, 2)).toString('hex'))) return false
  const strange = start.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0)
  return start.includes(0) || strange * 50 > start.length
}
