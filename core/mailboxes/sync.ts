import type { WorkerContext } from '../context.ts'
import type { Gmail, RawMessage } from '../providers/gmail.ts'
import { type OpenMailbox, withMailbox } from './open.ts'
import { parseMessage } from './parse.ts'
import type { StoredMessage } from './schema.ts'

/** What a first reading, or one after an expired history, looks at. */
export const WINDOW = 'newer_than:30d -in:drafts -in:chats -in:spam -in:trash'
const WINDOW_MOST = 2000
/** Read and then kept, so that a run that is cut short, by Gmail's quota or a crash, was not in vain. */
const BATCH = 25
/** Messages fetched at once: well under the 50 concurrent requests a Gmail user is allowed. */
const AT_ONCE = 8

/** Reads what is new in a mailbox, stores it, and only then moves the cursor. */
export async function syncMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  await withMailbox(context, mailbox_id, async (gmail, mailbox) => {
    const changes = mailbox.history_id ? await gmail.history(mailbox.history_id) : undefined
    if (changes?.outcome === 'changes') await store(context, gmail, mailbox, changes.added.reverse(), changes.historyId)
    else await readWindow(context, gmail, mailbox)
  })
}

/** Compares the window with what is stored and repairs: the nightly net under every push and sweep. */
export async function reconcileMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  await withMailbox(context, mailbox_id, async (gmail, mailbox) => {
    await store(context, gmail, mailbox, await gmail.search(WINDOW, WINDOW_MOST), null)
  })
}

/** The history id is taken before the listing: what arrives in between is then read twice, never not at all. */
async function readWindow(context: WorkerContext, gmail: Gmail, mailbox: OpenMailbox): Promise<void> {
  const { historyId } = await gmail.profile()
  await store(context, gmail, mailbox, await gmail.search(WINDOW, WINDOW_MOST), historyId)
}

/** Newest first: what is waited for comes first, and no message is judged before its answer is known. */
async function store(
  context: WorkerContext,
  gmail: Gmail,
  mailbox: OpenMailbox,
  listed: string[],
  historyId: string | null,
): Promise<void> {
  const ids = await unknown(context, mailbox, listed)
  const read = new Set<string>()
  for (let start = 0; start === 0 || start < ids.length; start += BATCH) {
    const fetched = await fetchAll(
      gmail,
      ids.slice(start, start + BATCH).filter((id) => !read.has(id)),
    )
    const whole = [...fetched, ...(await fetchAll(gmail, await earlierInThreads(context, gmail, mailbox, fetched)))]
    for (const { id } of whole) read.add(id)
    const last = start + BATCH >= ids.length
    await record(context, mailbox, await Promise.all(whole.map(parseMessage)), last ? historyId : null)
  }
}

/** In parts, oldest first, so that no single statement grows without bound. The cursor moves with the last. */
async function record({ db }: WorkerContext, mailbox: OpenMailbox, mail: StoredMessage[], historyId: string | null) {
  const parts = chunk(mail.sort((a, b) => a.received_at.localeCompare(b.received_at)))
  for (const [index, part] of parts.entries()) {
    const read_up_to = (index === parts.length - 1 ? historyId : null) as string
    await db.rpc('record_messages', { mailbox: mailbox.id, mail: part, read_up_to }).throwOnError()
  }
}

async function unknown(context: WorkerContext, mailbox: OpenMailbox, ids: string[]): Promise<string[]> {
  if (!ids.length) return []
  const { data } = await context.db.rpc('unknown_messages', { mailbox: mailbox.id, gmail_ids: ids }).throwOnError()
  return data
}

/** A reply to an old conversation is understood only with the conversation: what came before is fetched once. */
async function earlierInThreads(context: WorkerContext, gmail: Gmail, mailbox: OpenMailbox, fetched: RawMessage[]) {
  const threads = [...new Set(fetched.filter(({ id, threadId }) => id !== threadId).map(({ threadId }) => threadId))]
  const known = new Set(fetched.map(({ id }) => id))
  const members: string[] = []
  for (const thread of threads) members.push(...(await gmail.conversation(thread)))
  return unknown(
    context,
    mailbox,
    [...new Set(members)].filter((id) => !known.has(id)),
  )
}

/** Deleted between the listing and the fetch: then there is nothing to account for. */
async function fetchAll(gmail: Gmail, ids: string[]): Promise<RawMessage[]> {
  const found: RawMessage[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const batch = await Promise.all(ids.slice(start, start + AT_ONCE).map((id) => gmail.message(id)))
    found.push(...batch.filter((message) => message !== undefined))
  }
  return found
}

/** At most 25 messages or about 4 MB of text in one statement; never no part at all, for the cursor must move. */
function chunk(mail: StoredMessage[]): StoredMessage[][] {
  const parts: StoredMessage[][] = [[]]
  let weight = 0
  for (const message of mail) {
    const size = message.plain.length + message.html.length
    if (parts.at(-1)?.length && (weight + size > 4_000_000 || (parts.at(-1)?.length ?? 0) >= 25)) {
      parts.push([])
      weight = 0
    }
    parts.at(-1)?.push(message)
    weight += size
  }
  return parts
}
