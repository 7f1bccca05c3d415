import { apart } from '../apart.ts'
import type { Extracted, Kind } from './extract.ts'

const MOST_MS = 10_000

/** Reads a file in a thread of its own. What uses up its time or memory: what that file says will not be known. */
export async function extractApart(kind: Kind, content: Uint8Array): Promise<Extracted> {
  const extracted = await apart(
    {
      // Beside this very module, and written in the same language.
      module: import.meta.url.replace(/extract-apart(?=\.[jt]s$)/, 'extract'),
      verb: 'extract',
      load: async () => (await import('./extract.ts')).extract,
    },
    MOST_MS,
    kind,
    content,
  )
  return extracted ?? { status: 'failed', text: '' }
}
