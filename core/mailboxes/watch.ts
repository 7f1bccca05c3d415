import type { WorkerContext } from '../context.ts'
import { log } from '../log.ts'
import { withMailbox } from './open.ts'

const UNITS = 100

/**
 * Asks Gmail to push. A watch lasts seven days at most (Gmail API: users.watch) and is renewed daily. One that is
 * refused is no reason to stop reading: the mailbox is polled, its health says so, and every hour it is tried again.
 */
export async function watchMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  const watch = await withMailbox(context, mailbox_id, (gmail) => gmail.watch(context.env.GMAIL_PUSH_TOPIC), UNITS)
  if (!watch) return

  if (watch.outcome === 'refused') log('watch.refused', { mailbox: mailbox_id, status: watch.status })
  const watched_until = (watch.outcome === 'watching' ? watch.expiresAt.toISOString() : null) as string
  await context.db.rpc('note_watch', { mailbox: mailbox_id, watched_until }).throwOnError()
}
