import type { PersonContext } from '../context.ts'
import { Mailbox, type Mailboxes } from './schema.ts'

/** A business has a handful of mailboxes; one page holds them. */
export async function listMailboxes({ db }: PersonContext): Promise<Mailboxes> {
  const [{ data: mailboxes }, { data: waiting }] = await Promise.all([
    db.from('mailboxes').select('*').order('created_at').limit(200).throwOnError(),
    db.from('ledger_entries').select('mailbox_id').not('held_by', 'is', null).limit(1000).throwOnError(),
  ])
  const held = new Set(waiting.map(({ mailbox_id }) => mailbox_id))
  return { items: mailboxes.map((row) => ({ ...Mailbox.parse(row), held: held.has(row.id) })), next: null }
}
