import type { WorkerContext } from '../context.ts'
import { withMailbox } from './open.ts'

/** Asks Gmail to push. A watch lasts seven days at most (Gmail API: users.watch) and is renewed daily. */
export async function watchMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  await withMailbox(context, mailbox_id, async (gmail, mailbox) => {
    const { expiresAt } = await gmail.watch(context.env.GMAIL_PUSH_TOPIC)
    await context.db
      .from('mailboxes')
      .update({ watch_expires_at: expiresAt.toISOString() })
      .eq('id', mailbox.id)
      .throwOnError()
  })
}
