import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { ledgerEntry } from './ledger-entry.ts'
import type { LedgerEntry } from './schema.ts'

/** Postgres: object_not_in_prerequisite_state, as the function in the migration raises it. */
const EXCLUDED = '55000'

/** A person wants a draft where a rule or the model saw no need. */
export async function draftAnyway(context: PersonContext, mailbox: string, message: string): Promise<LedgerEntry> {
  const { outcome } = await ledgerEntry(context, mailbox, message)
  const { data, error } = await context.db.rpc('draft_anyway', { message })
  if (error?.code === EXCLUDED)
    throw new Refusal('excluded', `You said never for "${error.message}", so no draft can be asked for`)
  if (error) throw new DatabaseError(error)
  if (!data.length) {
    const why = outcome === 'skipped' ? 'A newer message is in this conversation' : 'This message was not left alone'
    throw new Refusal('conflict', `${why}, so no draft can be asked for`)
  }
  return ledgerEntry(context, mailbox, message)
}
