import type { Moment, Piece } from '../claims/schema.ts'
import type { Brief } from '../threads/brief.ts'
import type { ClaimSource } from './schema.ts'

/** Where a piece of evidence can be looked up. */
export type Source = { source: ClaimSource; message_id: string | null; title: string }
export type Evidence = { pieces: Piece[]; sourceOf(piece: string): Source }

const CALENDAR: Source = { source: 'calendar', message_id: null, title: '' }
const BUSINESS: Source = { source: 'business', message_id: null, title: '' }

/** What a draft may rest on: the conversation and its files as the model was shown them, and what the business says of itself. */
export function evidenceOf({ client, mailbox, conversation }: Brief): Evidence {
  const sources = new Map<string, Source>()
  const pieces: Piece[] = []
  const add = (piece: Omit<Piece, 'id'>, source: Source) => {
    const id = String(pieces.length)
    sources.set(id, source)
    pieces.push({ id, ...piece })
  }

  for (const { id, direction, from_name, from_address, subject, received_at, own, attachments = [] } of conversation) {
    const from: Source = { source: 'message', message_id: id, title: from_name || from_address }
    add({ source: direction, text: own, at: received_at }, from)
    add({ source: direction, text: subject, at: received_at }, from)
    add({ source: 'fact', text: `${from_name}\n${from_address}` }, from)
    for (const { name, text } of attachments) {
      add({ source: 'attachment', text, at: received_at }, { source: 'attachment', message_id: id, title: name })
      add({ source: 'fact', text: name }, { source: 'attachment', message_id: id, title: name })
    }
  }
  const { name, address, aliases, senders } = mailbox
  const signatures = senders.map((sender) => `${sender.name}\n${sender.address}\n${sender.signature}`)
  add(
    { source: 'fact', text: [client.name, client.sign_off, name, address, ...aliases, ...signatures].join('\n') },
    BUSINESS,
  )
  return { pieces, sourceOf: (piece) => sources.get(piece) ?? CALENDAR }
}

/** Now, where the business is; a zone nobody knows any more is taken for UTC. */
export function momentIn(timezone: string): Moment {
  const at = new Date().toISOString()
  try {
    return { at, zone: new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone }
  } catch {
    return { at, zone: 'UTC' }
  }
}
