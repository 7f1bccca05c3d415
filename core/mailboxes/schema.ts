import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const MailboxStatus = z.enum(Constants.public.Enums.mailbox_status)

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

export const Mailboxes = z.object({ items: z.array(Mailbox), next: z.null() })

export const ConnectMailbox = z.object({
  client_id: z.uuid(),
  address: z.email().optional().describe('Which Google account to suggest'),
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

export const MailboxHealth = z.object({
  id: z.uuid(),
  status: MailboxStatus,
  watching: z.boolean().describe('Gmail tells us of new mail at once'),
  watch_expires_at: z.string().nullable(),
  last_push_at: z.string().nullable(),
  last_synced_at: z.string().nullable(),
  ledger: z.record(z.enum(Constants.public.Enums.ledger_outcome), z.int()),
})
export type MailboxHealth = z.infer<typeof MailboxHealth>

export const Recipient = z.object({ name: z.string(), address: z.string() })
export type Recipient = z.infer<typeof Recipient>

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
  received_at: string
  plain: string
  /** Of the text, what its writer wrote: neither quoted nor a signature. */
  own: string
  html: string
  remote_images: string[]
  attachments: { position: number; filename: string; media_type: string; size_bytes: number; content_id: string }[]
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
  undisclosed?: string
  dmarc?: string
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
