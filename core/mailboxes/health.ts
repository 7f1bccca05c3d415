import type { PersonContext } from '../context.ts'
import { Constants } from '../database.types.ts'
import { Refusal } from '../errors.ts'
import type { MailboxHealth } from './schema.ts'

/** How a mailbox is doing: is it read, is Gmail watching it for us, and what became of its mail. */
export async function mailboxHealth({ db }: PersonContext, id: string): Promise<MailboxHealth> {
  const [{ data: mailbox }, counts] = await Promise.all([
    db.from('mailboxes').select('*').eq('id', id).maybeSingle().throwOnError(),
    Promise.all(
      Constants.public.Enums.ledger_outcome.map(async (outcome) => {
        const { count } = await db
          .from('ledger_entries')
          .select('*', { count: 'exact', head: true })
          .eq('mailbox_id', id)
          .eq('outcome', outcome)
          .throwOnError()
        return [outcome, count ?? 0] as const
      }),
    ),
  ])
  if (!mailbox) throw new Refusal('not_found', 'There is no such mailbox')

  const { status, watch_expires_at, last_push_at, last_synced_at } = mailbox
  const watching = status === 'connected' && watch_expires_at !== null && Date.parse(watch_expires_at) > Date.now()
  const ledger = Object.fromEntries(counts) as MailboxHealth['ledger']
  return { id, status, watching, watch_expires_at, last_push_at, last_synced_at, ledger }
}
