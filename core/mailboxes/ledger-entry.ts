import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { LedgerEntry } from './schema.ts'

/** What became of one message. */
export async function ledgerEntry({ db }: PersonContext, mailbox: string, message: string): Promise<LedgerEntry> {
  const { data } = await db
    .from('ledger_entries')
    .select('message_id, outcome, reason, detail')
    .eq('mailbox_id', mailbox)
    .eq('message_id', message)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such message')

  return LedgerEntry.parse(data)
}
