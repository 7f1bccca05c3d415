import { Locale } from '../account/schema.ts'
import type { WorkerContext } from '../context.ts'
import { fingerprint } from '../crypto.ts'
import { reauthLetter } from './reauth.letter.ts'

/** Tells the people of a business that a mailbox can no longer be read: a silent disconnect is the worst of all. */
export async function warnOfMailbox(context: WorkerContext, { mailbox_id }: { mailbox_id: string }): Promise<void> {
  const { data: mailbox } = await context.db
    .from('mailboxes')
    .select('address, client_id, updated_at')
    .eq('id', mailbox_id)
    .eq('status', 'needs_reauth')
    .maybeSingle()
    .throwOnError()
  if (!mailbox) return

  const { data: members } = await context.db
    .from('client_members')
    .select('accounts(email, locale)')
    .eq('client_id', mailbox.client_id)
    .throwOnError()
  for (const { accounts: person } of members) {
    await context.resend.send(
      reauthLetter(person.email, {
        mailbox: mailbox.address,
        portal: `${context.env.APP_URL}/portal/mailboxes/`,
        locale: Locale.catch('en').parse(person.locale),
        // The same loss, told again after a crash, is the same letter; the next loss is another.
        idempotencyKey: `reauth-${await fingerprint(`${mailbox_id} ${mailbox.updated_at} ${person.email}`)}`,
      }),
    )
  }
}
