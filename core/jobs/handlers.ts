import type { Enum, Next } from '../context.ts'
import type { Metered } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'

type Job = {
  client_id: string
  mailbox_id: string
  message_id: string
  approval_id: string
  source_id: string
  purpose: Enum<'reading_purpose'>
}
type Handler = (context: Metered, job: Job, brief: Brief | null) => Promise<void> | Promise<Next | undefined>

/** Every kind of job and the verb that does it. Loaded when first needed: a door that only enqueues stays light. */
export const HANDLERS: Record<Enum<'job_kind'>, () => Promise<Handler>> = {
  'mailbox.sync': async () => (await import('../mailboxes/sync.ts')).syncMailbox,
  'mailbox.watch': async () => (await import('../mailboxes/watch.ts')).watchMailbox,
  'mailbox.backfill': async () => (await import('../mailboxes/read-page.ts')).readPage,
  'mailbox.resync': async () => (await import('../mailboxes/read-page.ts')).readPage,
  'mailbox.reconcile': async () => (await import('../mailboxes/read-page.ts')).readPage,
  'mailbox.revoke': async () => (await import('../mailboxes/revoke.ts')).revokeMailbox,
  'mailbox.warn': async () => (await import('../mailboxes/warn.ts')).warnOfMailbox,
  'message.triage': async () => (await import('../threads/triage.ts')).triageMessage,
  'draft.compose': async () => (await import('../drafts/compose.ts')).composeDraft,
  'draft.send': async () => (await import('../drafts/send.ts')).sendDraft,
  'voice.learn': async () => (await import('../voice/learn.ts')).learnVoices,
  'knowledge.read': async () => (await import('../knowledge/read.ts')).readSource,
}
