import type { Next, WorkerContext } from '../context.ts'
import type { Gmail } from '../providers/gmail.ts'
import { type OpenMailbox, withMailbox } from './open.ts'
import { storeNews } from './store.ts'

/** New messages read in one go; the next one goes on, so that no backlog outlasts a function. */
const MOST = 400

type Job = { client_id: string; mailbox_id: string }

/** Reads what has happened in a mailbox since its cursor, stores it, and only then moves the cursor. */
export async function syncMailbox(context: WorkerContext, job: Job): Promise<Next | undefined> {
  return withMailbox(context, job.mailbox_id, async (gmail, mailbox) => {
    const told = mailbox.history_id ? await gmail.history(mailbox.history_id) : undefined
    if (told?.outcome !== 'changes') {
      await resync(context, gmail, mailbox)
      return undefined
    }

    const { changes, historyId } = told
    // History tells the oldest first.
    const listed = [...[...changes.added, ...changes.returned].reverse(), ...mailbox.unseen]
    const quiet = Object.values(changes).every(({ length }) => length === 0)
    const news = { listed, historyId, askedAgain: mailbox.unseen, ...(!quiet && { changes }) }
    return (await storeNews(context, gmail, mailbox, news, MOST)) ? undefined : again(job)
  })
}

/** The history id is taken before anything is listed: what arrives in between is then read twice, never not at all. */
async function resync(context: WorkerContext, gmail: Gmail, mailbox: OpenMailbox): Promise<void> {
  const { historyId } = await gmail.profile()
  await context.db.rpc('begin_resync', { mailbox: mailbox.id, read_up_to: historyId }).throwOnError()
}

/** Runs once more when this run is done. */
const again = ({ client_id, mailbox_id }: Job): Next => ({
  kind: 'mailbox.sync',
  key: `mailbox.sync:${mailbox_id}`,
  payload: { client_id, mailbox_id },
  lease: `mailbox:${mailbox_id}`,
})
