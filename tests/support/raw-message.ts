import type { RawMessage } from '../../core/providers/gmail.ts'

/** A message as Gmail hands it out, of which only the source matters. */
export const rawMessage = (source: string | Uint8Array): RawMessage => ({
  id: 'a',
  threadId: 'a',
  labels: ['INBOX'],
  receivedAt: new Date(0),
  snippet: '',
  raw: typeof source === 'string' ? Buffer.from(source, 'latin1') : source,
})
