import type { WorkerContext } from '../context.ts'
import { Unavailable, Unreadable } from '../errors.ts'
import type { Gmail, RawMessage } from '../providers/gmail.ts'
import { type Changes, isAside } from '../providers/gmail-history.ts'
import { BACKGROUND, ceilings, MESSAGE_UNITS } from '../quota.ts'
import type { OpenMailbox } from './open.ts'
import { parseMessage } from './parse.ts'
import type { StoredMessage } from './schema.ts'

/** Read and then kept, so that a run that is cut short, by Gmail's quota or a crash, was not in vain. */
const BATCH = 25
/** Of what came before in a conversation: more than is shown at once, or read to the model. */
const MOST_EARLIER = 50
/** Messages fetched at once: well under the 50 concurrent requests a Gmail user is allowed. */
const AT_ONCE = 8

/**
 * What was listed, what else has happened, and up to where; the history id is null where the cursor is not to move. Of
 * what is listed, `askedAgain` is there only because Gmail did not have it before: now its word is believed.
 */
export type News = { listed: string[]; changes?: Changes; historyId: string | null; askedAgain?: string[] }

/**
 * Reads what is listed and not yet known, at most `most` messages, and stores it; the cursor moves with the last of it.
 * Newest first: what is waited for comes first, and no message is judged before its answer is known. What came before
 * in its conversation is stored with it, or, where the quota ends in the middle, ahead of it. A message
 * Gmail answers nonsense for keeps no other from being stored, only the cursor from moving: whoever calls comes back for
 * it. Answers whether everything is stored.
 */
export async function storeNews(
  context: WorkerContext,
  gmail: Gmail,
  mailbox: OpenMailbox,
  { listed, changes, historyId, askedAgain = [] }: News,
  most = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  let { ids: unknown, granted, wait_seconds } = await unread(context, gmail, mailbox, { ids: listed, most: BATCH })
  const left = unknown.slice(0, most)
  const complete = left.length === unknown.length
  const read = new Set<string>()
  const unseen = new Set<string>()
  let unreadable: Unreadable | undefined

  while (left.length) {
    if (!granted) throw new Unavailable('The quota of Gmail is used up for now', wait_seconds)
    // Where the quota is scarce, half of it is for what came before.
    const isScarce = granted < Math.min(BATCH, left.length)
    const batch = left.splice(0, isScarce ? Math.ceil(granted / 2) : granted).filter((id) => !read.has(id))
    const fetched = await fetchAll(gmail, batch)
    const threads = await earlierInThreads(gmail, fetched.messages)
    const ids = [...threads.keys()]
    const next = { ids, most: ids.length, more: Math.min(left.length, BATCH) }
    const allowed = await unread(context, gmail, mailbox, next)
    const room = granted - batch.length + allowed.granted
    const earlier = await fetchAll(gmail, allowed.ids.slice(0, room))
    granted = Math.max(0, room - allowed.ids.length)
    wait_seconds = allowed.wait_seconds
    const behind = new Set(allowed.ids.slice(room).map((id) => threads.get(id)))
    const held = fetched.messages.filter(({ threadId }) => behind.has(threadId))
    const ready = fetched.messages.filter(({ threadId }) => !behind.has(threadId))
    left.unshift(...held.map(({ id }) => id))
    unreadable ??= fetched.unreadable ?? earlier.unreadable
    const messages = [...ready, ...earlier.messages]
    for (const { id } of messages) read.add(id)
    for (const id of fetched.missing) if (!askedAgain.includes(id)) unseen.add(id)
    const last = !left.length && complete && !unreadable
    const known = last ? withUnseen(changes, unseen, askedAgain) : changes
    await record(context, mailbox, await Promise.all(messages.map(parseMessage)), known, last ? historyId : null)
  }
  if (unreadable) throw unreadable
  const known = withUnseen(changes, unseen, askedAgain)
  if (!unknown.length && (historyId || known)) await record(context, mailbox, [], known, historyId)
  return complete
}

type Known = Partial<Changes> & { unseen?: string[]; asked_again?: string[] }

const withUnseen = (changes: Changes | undefined, unseen: Set<string>, askedAgain: string[]): Known | undefined =>
  unseen.size || askedAgain.length ? { ...changes, unseen: [...unseen], asked_again: askedAgain } : changes

/** In parts, oldest first, so that no single statement grows without bound. The cursor moves with the last. */
async function record(
  { db }: WorkerContext,
  mailbox: OpenMailbox,
  mail: StoredMessage[],
  changes: Known | undefined,
  historyId: string | null,
) {
  const parts = chunk(mail.sort((a, b) => a.received_at.localeCompare(b.received_at)))
  for (const [index, part] of parts.entries()) {
    const read_up_to = (index === parts.length - 1 ? historyId : null) as string
    const known = changes && { changes }
    await db.rpc('record_messages', { mailbox: mailbox.id, mail: part, read_up_to, ...known }).throwOnError()
  }
}

type Asked = { ids: string[]; most: number; more?: number }

/**
 * Which of these are not stored yet; and for how many of them, and of `more` that wait already, Gmail's quota allows
 * the fetch now. One question for both, so that keeping to the quota costs no call of its own.
 */
async function unread({ db, env }: WorkerContext, { units }: Gmail, mailbox: OpenMailbox, asked: Asked) {
  const { ids, most, more = 0 } = asked
  if (!ids.length && !more) return { ids: [], granted: 0, wait_seconds: 0 }

  const spent = Math.max(0, units.used - units.granted)
  const { data } = await db
    .rpc('unknown_messages', {
      mailbox: mailbox.id,
      gmail_ids: ids,
      units: { each: MESSAGE_UNITS, most, more, spent, ...ceilings(env, BACKGROUND) },
    })
    .single()
    .throwOnError()
  units.granted += spent + data.granted * MESSAGE_UNITS
  return data
}

/** A reply to an old conversation is understood only with the conversation: what came before, newest first, and where. */
async function earlierInThreads(gmail: Gmail, fetched: RawMessage[]): Promise<Map<string, string>> {
  const threads = [...new Set(fetched.filter(({ id, threadId }) => id !== threadId).map(({ threadId }) => threadId))]
  const known = new Set(fetched.map(({ id }) => id))
  const members = new Map<string, string>()
  for (const thread of threads) {
    const others = (await gmail.conversation(thread)).filter((id) => !known.has(id))
    for (const id of others.slice(-MOST_EARLIER).reverse()) members.set(id, thread)
  }
  return members
}

type Fetched = { messages: RawMessage[]; missing: string[]; unreadable?: Unreadable | undefined }

/** `missing`: deleted between the listing and the fetch, or not there yet. Thrown away, there is nothing to account for. */
async function fetchAll(gmail: Gmail, ids: string[]): Promise<Fetched> {
  const messages: RawMessage[] = []
  const missing: string[] = []
  let unreadable: Unreadable | undefined
  const fetchOne = async (id: string) => {
    try {
      const message = await gmail.message(id)
      if (!message) missing.push(id)
      else if (!isAside(message.labels)) messages.push(message)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      unreadable = error
    }
  }
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    await Promise.all(ids.slice(start, start + AT_ONCE).map(fetchOne))
  }
  return { messages, missing, unreadable }
}

/** At most 25 messages or about 4 MB of text in one statement; never no part at all, for the cursor must move. */
function chunk(mail: StoredMessage[]): StoredMessage[][] {
  const parts: StoredMessage[][] = [[]]
  let weight = 0
  for (const message of mail) {
    const size = message.plain.length + message.html.length
    if (parts.at(-1)?.length && (weight + size > 4_000_000 || (parts.at(-1)?.length ?? 0) >= BATCH)) {
      parts.push([])
      weight = 0
    }
    parts.at(-1)?.push(message)
    weight += size
  }
  return parts
}
