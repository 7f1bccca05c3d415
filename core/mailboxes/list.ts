import type { PersonContext } from '../context.ts'
import { Mailbox } from './schema.ts'

/** A business has a handful of mailboxes; one page holds them. */
export async function listMailboxes({ db }: PersonContext): Promise<{ items: Mailbox[]; next: null }> {
  const { data } = await db.from('mailboxes').select('*').order('created_at').limit(200).throwOnError()
  return { items: data.map((row) => Mailbox.parse(row)), next: null }
}
