import type { Enum, WorkerContext } from '../context.ts'
import type { Database } from '../database.types.ts'
import { Unavailable, Unreadable } from '../errors.ts'
import type { Gmail } from '../providers/gmail.ts'
import type { Changes } from '../providers/gmail-history.ts'
import { type OpenMailbox, withMailbox } from './open.ts'
import { keepSendAs } from './send-as.ts'
import { storeNews } from './store.ts'

type Purpose = Enum<'reading_purpose'>
type Reading = Database['public']['Tables']['readings']['Row']
type Job = { mailbox_id: string; purpose: Purpose }
type Covered = { reading: Purpose; listed: string[]; is_last: boolean }

/** Messages on a page: what one job may have to fetch. Nightly nearly all of them are known. */
const SIZE: Record<Purpose, number> = { backfill: 100, resync: 100, reconcile: 500 }
/** A listing whose next page Gmail no longer knows begins anew; what it has listed is known by then. */
const MOST_REWINDS = 5
/** A listing. */
const UNITS = 5
/** The labels that say where a message lies, and whether it was read. */
const STATES = ['INBOX', 'UNREAD', 'SPAM', 'TRASH']

/**
 * Reads one page of a window: when a mailbox is connected, when its history has expired, and nightly. The page turns
 * when all of it is stored, and the next one is a job of its own: a large mailbox outlasts no function, and a crash
 * costs a page.
 */
export async function readPage(context: WorkerContext, { mailbox_id, purpose }: Job): Promise<void> {
  const read = async (gmail: Gmail, mailbox: OpenMailbox) => {
    const { data: reading } = await context.db
      .from('readings')
      .select('*')
      .eq('mailbox_id', mailbox_id)
      .eq('purpose', purpose)
      .is('finished_at', null)
      .maybeSingle()
      .throwOnError()
    if (!reading) return

    if (purpose === 'reconcile' && !reading.page_token) await keepSendAs(context, mailbox_id, await gmail.profile())
    const page = await gmail.page(windowOf(reading), SIZE[purpose], reading.page_token ?? undefined)
    if (!page) return rewind(context, reading)
    const next = page.next ?? null
    if (next && [reading.page_token, reading.milestone].includes(next))
      throw new Unreadable('Gmail lists the same page again')

    await storeNews(context, gmail, mailbox, { listed: page.ids, historyId: null })
    await settleDoubts(context, gmail, mailbox, { reading: purpose, listed: page.ids, is_last: next === null })
    await context.db
      .rpc('turn_page', {
        mailbox: mailbox_id,
        reading: purpose,
        this_run: reading.run,
        seen_token: reading.page_token as string,
        next_token: next as string,
        listed: page.ids,
      })
      .throwOnError()
  }
  await withMailbox(context, mailbox_id, read, UNITS)
}

/** The same on every page, as a page token wants it. Gmail takes seconds since 1970 for a date. */
const windowOf = ({ since }: Reading) =>
  `after:${Math.floor(Date.parse(since) / 1000)} -in:drafts -in:chats -in:spam -in:trash`

async function rewind({ db }: WorkerContext, { mailbox_id, purpose, run, rewinds }: Reading): Promise<never> {
  if (rewinds < MOST_REWINDS) {
    const anew = { page_token: null, milestone: null, pages: 0, found: 0, stored: 0, missing: 0, reached: null }
    await db
      .from('readings')
      .update({ ...anew, rewinds: rewinds + 1 })
      .eq('mailbox_id', mailbox_id)
      .eq('purpose', purpose)
      .eq('run', run)
      .throwOnError()
  }
  throw new Unavailable('Gmail no longer knows this page')
}

/** What a page and the ledger disagree about is looked at one by one: only Gmail's word on a message makes it gone. */
async function settleDoubts(context: WorkerContext, gmail: Gmail, mailbox: OpenMailbox, page: Covered) {
  const { data: doubtful } = await context.db.rpc('doubtful_messages', { mailbox: mailbox.id, ...page }).throwOnError()
  const changes: Changes = { added: [], returned: [], deleted: [], labels: [] }
  for (const id of doubtful) {
    const message = await gmail.message(id)
    if (!message) changes.deleted.push(id)
    else
      changes.labels.push({ id, gained: message.labels, dropped: STATES.filter((it) => !message.labels.includes(it)) })
  }
  if (doubtful.length) await storeNews(context, gmail, mailbox, { listed: [], changes, historyId: null })
}
