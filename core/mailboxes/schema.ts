import * as z from 'zod'
import type { Enum } from '../context.ts'
import { Constants } from '../database.types.ts'
import type { Recipient } from './recipient.ts'

export const MailboxStatus = z.enum(Constants.public.Enums.mailbox_status)
const LedgerOutcome = z.enum(Constants.public.Enums.ledger_outcome)
const SkipReason = z.enum(Constants.public.Enums.skip_reason)

export const BounceReason = z.enum(Constants.public.Enums.bounce_reason)

export const Mailbox = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  address: z.string(),
  name: z.string(),
  status: MailboxStatus,
  last_synced_at: z.string().nullable(),
})
export type Mailbox = z.infer<typeof Mailbox>

const ListedMailbox = Mailbox.extend({
  held: z.boolean().describe('Whether mail of it waits because the budget for models is spent'),
})
export const Mailboxes = z.object({ items: z.array(ListedMailbox), next: z.null() })
export type Mailboxes = z.infer<typeof Mailboxes>

export const ConnectMailbox = z.object({
  client_id: z.uuid(),
  address: z.email().optional().describe('Which Google account to suggest'),
  window_days: z.literal([7, 30, 90]).default(30).describe('How many days of earlier mail to read'),
  draft_existing: z.boolean().default(false).describe('Whether to answer what is in the mailbox already, too'),
})
export type ConnectMailbox = z.infer<typeof ConnectMailbox>

export const Consent = z.object({ url: z.url().describe("Google's consent page; send the browser there") })

/** What Google's consent page sends back. */
export const Returned = z.object({
  state: z.string().max(200).default(''),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
})
export type Returned = z.infer<typeof Returned>

/** How far the mail that was there before connecting has been read. */
export const Backfill = z.object({
  since: z.string().describe('Mail is read back to here'),
  found: z.int().describe('Messages Gmail has listed so far'),
  stored: z.int().describe('How many of them are stored'),
  percent: z.int().min(0).max(100).describe('How much of the time is covered'),
  draft_existing: z.boolean(),
  finished_at: z.string().nullable(),
})
export type Backfill = z.infer<typeof Backfill>

export const MailboxGap = z.object({
  reason: z.enum(Constants.public.Enums.gap_reason),
  missed_from: z.string(),
  missed_until: z.string(),
  missing: z.int().nullable().describe('How many messages turned out to be missing; null while it is not known'),
  noticed_at: z.string(),
  closed_at: z.string().nullable().describe('When everything in it had been read again'),
})

const Sender = z.object({ address: z.string(), name: z.string(), is_default: z.boolean() })

export const Reasons = z.partialRecord(SkipReason, z.int())

export const MailboxHealth = z.object({
  id: z.uuid(),
  status: MailboxStatus,
  watching: z.boolean().describe('Gmail tells us of new mail at once'),
  watch_fault: z.enum(Constants.public.Enums.watch_fault).nullable().describe('Why it does not, as far as we know'),
  watch_expires_at: z.string().nullable(),
  last_push_at: z.string().nullable(),
  last_synced_at: z.string().nullable(),
  backfill: Backfill.nullable(),
  reconciled_at: z.string().nullable().describe('When all of it was last compared with what Gmail lists'),
  gaps: z.array(MailboxGap).describe('Stretches of time in which mail was or may be missing, the latest first'),
  senders: z.array(Sender).describe('Whom it may write as, its own address among them'),
  ledger: z.record(LedgerOutcome, z.int()),
  reasons: Reasons.describe('Why messages were left alone, and how many'),
  held: z.int().describe('Of those waiting, how many wait for a new month, the budget for models being spent'),
  missing: z.int().describe('Messages that came in and have no ledger entry; anything but 0 is our fault'),
})
export type MailboxHealth = z.infer<typeof MailboxHealth>

export const LedgerEntry = z.object({
  message_id: z.uuid(),
  outcome: LedgerOutcome,
  reason: SkipReason.nullable(),
  detail: z.string(),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const LedgerLine = z.object({
  client_id: z.uuid(),
  message_id: z.uuid(),
  thread_id: z.uuid(),
  draft_id: z.uuid().nullable().describe('The reply, where one was written'),
  from_name: z.string(),
  from_address: z.string(),
  subject: z.string(),
  received_at: z.string(),
  outcome: LedgerOutcome,
  reason: SkipReason.nullable(),
  detail: z.string(),
  newest: z.boolean().describe('The last message of its conversation: only that is ever answered'),
  attempts: z.int().nullable(),
  next_try_at: z.string().nullable().describe('When it is tried again by itself'),
  held_by: z.enum(Constants.public.Enums.hold_reason).nullable().describe('What it waits for that no try brings about'),
  chance: z.int().nullable().describe('How likely a reply is expected, in percent; null where no model gave a figure'),
  threshold: z.int().nullable().describe('From how many percent on the business had a reply drafted then'),
})
export type LedgerLine = z.infer<typeof LedgerLine>

export const LedgerQuery = z.object({
  outcome: LedgerOutcome.optional(),
  reason: SkipReason.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export type LedgerQuery = z.infer<typeof LedgerQuery>

export const LedgerPage = z.object({ items: z.array(LedgerLine), next: z.string().nullable() })
export type LedgerPage = z.infer<typeof LedgerPage>

/** One message as SQL `record_messages` takes it. */
export type StoredMessage = {
  gmail_message_id: string
  gmail_thread_id: string
  direction: 'inbound' | 'outbound'
  rfc_message_id: string
  reference_ids: string[]
  from_name: string
  from_address: string
  to_recipients: Recipient[]
  cc_recipients: Recipient[]
  reply_to: Recipient[]
  subject: string
  snippet: string
  size_bytes: number
  signals: Signals
  labels: string[]
  received_at: string
  plain: string
  /** Of the text, what its writer wrote: neither quoted nor a signature. */
  own: string
  html: string
  remote_images: string[]
  attachments: StoredAttachment[]
}

export type StoredAttachment = {
  position: number
  /** Without what would turn its end around, or hide in it. */
  filename: string
  media_type: string
  size_bytes: number
  content_id: string
  /** The HTML shows it. */
  inline: boolean
  /** What its bytes say it is. */
  sniffed_type: string
  warnings: Enum<'attachment_warning'>[]
}

/** The header facts triage decides by; absent when the message does not have them. */
export type Signals = {
  auto_submitted?: string
  precedence?: string
  list_id?: string
  list_post?: string
  list_unsubscribe?: string
  return_path?: string
  content_type?: string
  suppress?: string
  feedback_id?: string
  /** An answering machine's own mark. */
  auto_response?: string
  /** A program's own mark. */
  machine?: string
  /** The report-type of a multipart/report. */
  report?: string
  calendar_method?: string
  /** A machine's remark: it is kept, and the conversation stays where it was. */
  aside?: string
  undisclosed?: string
  /** RFC 7489: absent where nobody looked or the domain says nothing. §6.3: `fail_unenforced` where the domain asks for nothing to be done about it (p=none). */
  dmarc?: 'pass' | 'fail' | 'fail_unenforced'
  /** X-AssistantAI-Approval: an assistant wrote this, and a human said yes to it. */
  approval?: string
  bounce?: Bounce
}

/** What a delivery report says of the mail that came back. Another server's claim: not to be believed unchecked. */
export type Bounce = { failed: Failure[]; message_id?: string; approval?: string }
export type Failure = {
  /** As the mail was sent to, and as it was passed on. */
  recipients: string[]
  /** RFC 3463; "5…" is for good. */
  status: string
  reason: z.infer<typeof BounceReason>
  diagnostic: string
}
