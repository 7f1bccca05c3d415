import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { ledgerEntry } from './ledger-entry.ts'
import type { LedgerEntry } from './schema.ts'

/** A person wants a draft where a rule or the model saw no need. */
export async function draftAnyway(context: PersonContext, mailbox: string, message: string): Promise<LedgerEntry> {
  const { outcome } = await ledgerEntry(context, mailbox, message)
  const { data } = await context.db.rpc('draft_anyway', { message }).throwOnError()
  if (!data.length) {
    const why = outcome === 'skipped' ? 'A newer message is in this conversation' : 'This message was not left alone'
    throw new Refusal('conflict', `${why}, so no draft can be asked for`)
  }
  return ledgerEntry(context, mailbox, message)
}
