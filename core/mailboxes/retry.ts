import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ledgerEntry } from './ledger-entry.ts'
import type { LedgerEntry } from './schema.ts'

/** Asks once more for what failed. */
export async function retryMessage(context: PersonContext, mailbox: string, message: string): Promise<LedgerEntry> {
  await ledgerEntry(context, mailbox, message)
  const { data } = await context.db.rpc('retry_message', { message }).throwOnError()
  if (!data.length) throw new Refusal('conflict', 'This message has not failed, or is being tried again already')

  return ledgerEntry(context, mailbox, message)
}
