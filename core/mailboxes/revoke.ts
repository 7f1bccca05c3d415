import type { WorkerContext } from '../context.ts'
import { Unauthorized } from '../errors.ts'
import { openGrant } from './open.ts'

/** Gives the grant back to Google and erases it. Erased last, so that a crash in between tries again. */
export async function revokeMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  const { data } = await context.db
    .from('mailbox_grants')
    .select('sealed, client_id, mailboxes!inner(status)')
    .eq('mailbox_id', mailbox_id)
    .maybeSingle()
    .throwOnError()
  // Reconnected meanwhile: the grant in the row is a new one and stays.
  if (data?.mailboxes.status !== 'disconnected') return

  const refreshToken = await openGrant(context, { id: mailbox_id, client_id: data.client_id }, data.sealed)
  const google = await context.google()
  const refreshed = await google.refresh(refreshToken)
  if (refreshed.outcome === 'fresh') {
    const gmail = await context.gmail(refreshed.accessToken)
    await gmail.stopWatch().catch((error: unknown) => {
      if (!(error instanceof Unauthorized)) throw error
    })
    await google.revoke(refreshToken)
  }
  await context.db.from('mailbox_grants').delete().eq('mailbox_id', mailbox_id).eq('sealed', data.sealed).throwOnError()
}
