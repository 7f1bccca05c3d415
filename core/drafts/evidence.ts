import type { Moment, Piece } from '../claims/schema.ts'
import type { Found } from '../knowledge/schema.ts'
import type { Brief } from '../threads/brief.ts'
import type { ClaimSource } from './schema.ts'
import { statedIn } from './stated-in.ts'

/** Where a piece of evidence can be looked up. */
export type Source = { source: ClaimSource; message_id: string | null; passage_id: string | null; title: string }
export type Evidence = { pieces: Piece[]; sourceOf(piece: string): Source }

const NOWHERE = { message_id: null, passage_id: null, title: '' }
const CALENDAR: Source = { ...NOWHERE, source: 'calendar' }
const BUSINESS: Source = { ...NOWHERE, source: 'business' }
const PERSON: Source = { ...NOWHERE, source: 'person' }

/** What a person has said about the reply: what they told to do, and what they answered. */
type Told = { instruction?: string | undefined; answers?: { question: string; answer: string }[] | undefined }

/** What a draft may rest on: the conversation and its files as the model was shown them, passages, and what its people say. */
export function evidenceOf({ client, mailbox, conversation, rules }: Brief, passages: Found[], told: Told): Evidence {
  const sources = new Map<string, Source>()
  const pieces: Piece[] = []
  const add = (piece: Omit<Piece, 'id'>, source: Source) => {
    const id = String(pieces.length)
    sources.set(id, source)
    pieces.push({ id, ...piece })
  }

  for (const { id, direction, from_name, from_address, subject, received_at, own, attachments = [] } of conversation) {
    const from: Source = { ...NOWHERE, source: 'message', message_id: id, title: from_name || from_address }
    add({ source: direction, text: own, at: received_at }, from)
    add({ source: direction, text: subject, at: received_at }, from)
    add({ source: 'fact', text: `${from_name}\n${from_address}` }, from)
    for (const { name, text } of attachments) {
      const file: Source = { ...NOWHERE, source: 'attachment', message_id: id, title: name }
      add({ source: 'attachment', text, at: received_at }, file)
      add({ source: 'fact', text: name }, file)
    }
  }
  for (const { id, kind, title, body, language } of passages) {
    // What was once written to somebody else is theirs: a person says whether it may be told here.
    if (kind === 'sent_mail') continue
    const from: Source = { ...NOWHERE, source: 'passage', passage_id: id, title }
    add({ source: 'passage', text: body, ...(language && { language }) }, from)
  }
  for (const { name, body, kind } of rules) {
    const text = kind === 'snippet' ? body : statedIn(body)
    // What is laid down holds for all, as what is known does, and says of nobody what they came for.
    add({ source: 'passage', text }, { ...NOWHERE, source: 'rule', title: name || [...body].slice(0, 100).join('') })
  }
  const now = new Date().toISOString()
  for (const { answer } of told.answers ?? []) add({ source: 'fact', text: answer, at: now }, PERSON)
  if (told.instruction) add({ source: 'fact', text: statedIn(told.instruction), at: now }, PERSON)
  const { name, address, aliases, senders } = mailbox
  const signatures = senders.map((sender) => `${sender.name}\n${sender.address}\n${sender.signature}`)
  add(
    {
      source: 'fact',
      text: [client.name, client.sign_off, client.hours, name, address, ...aliases, ...signatures].join('\n'),
    },
    BUSINESS,
  )
  return { pieces, sourceOf: (piece) => sources.get(piece) ?? CALENDAR }
}

/** Now, or then, where the business is; a zone nobody knows any more is taken for UTC. */
export function momentIn(timezone: string, at = new Date().toISOString()): Moment {
  try {
    return { at, zone: new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone }
  } catch {
    return { at, zone: 'UTC' }
  }
}
