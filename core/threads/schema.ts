import * as z from 'zod'
import { Constants } from '../database.types.ts'
import { Recipient } from '../mailboxes/recipient.ts'

export const Direction = z.enum(Constants.public.Enums.direction)
export const LedgerOutcome = z.enum(Constants.public.Enums.ledger_outcome)
export const SkipReason = z.enum(Constants.public.Enums.skip_reason)
export type SkipReason = z.infer<typeof SkipReason>

export const Recipients = z.array(Recipient)

/** What the model must answer with when it judges a message. */
export const Judged = z.strictObject({
  reason: z.string().describe('One short sentence saying why'),
  needs_reply: z.boolean().describe('Whether the professional should answer the last message'),
  score: z
    .number()
    .refine((score) => score >= 0 && score <= 100)
    .optional()
    .describe('How sure it is that a reply is expected, from 0 to 100'),
  language: z.string().describe('ISO 639-1 code of the language of the last message'),
})

export const Thread = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  mailbox_id: z.uuid(),
  subject: z.string(),
  snippet: z.string(),
  correspondent: z.string(),
  message_count: z.int(),
  last_message_at: z.string(),
  unread: z.boolean().describe('Unread in Gmail'),
  archived: z.boolean().describe('No longer in the inbox in Gmail'),
  answered: z.boolean().describe('The owner had the last word'),
})
export type Thread = z.infer<typeof Thread>

export const ThreadQuery = z.object({
  mailbox_id: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export type ThreadQuery = z.infer<typeof ThreadQuery>

export const ThreadPage = z.object({ items: z.array(Thread), next: z.string().nullable() })
export type ThreadPage = z.infer<typeof ThreadPage>

const AttachmentWarning = z.enum(Constants.public.Enums.attachment_warning)

export const Attachment = z.object({
  id: z.uuid(),
  filename: z.string(),
  media_type: z.string().describe('What the sender calls it'),
  sniffed_type: z.string().describe('What its bytes say it is; empty where they do not'),
  size_bytes: z.int(),
  inline: z.boolean().describe('Its HTML shows it'),
  warnings: z.array(AttachmentWarning).describe('What somebody should know before opening it'),
})

/** A stretch of a message's text. */
export const Part = z.object({ kind: z.enum(['own', 'quoted', 'signature']), text: z.string() })

export const LedgerEntry = z.object({ outcome: LedgerOutcome, reason: SkipReason.nullable(), detail: z.string() })

export const Message = z.object({
  id: z.uuid(),
  direction: Direction,
  from_name: z.string(),
  from_address: z.string(),
  to_recipients: z.array(Recipient),
  cc_recipients: z.array(Recipient),
  subject: z.string(),
  received_at: z.string(),
  parts: z.array(Part).describe('Its text: what its writer wrote, what they quoted, their signature'),
  has_html: z.boolean().describe('Whether there is a page of it to be framed'),
  remote_images: z.int().describe('How many images it would load from elsewhere, if it were let'),
  proved: z.boolean().describe('Where it was received, it was proved to be from the domain of its sender (DMARC)'),
  images_always: z.boolean().describe('Its remote images are shown unasked, as those of its sender are'),
  attachments: z.array(Attachment),
  gone: z.boolean().describe('Deleted in Gmail, or moved to the bin or to spam'),
  ledger: LedgerEntry.nullable().describe('What became of an inbound message; null on outbound ones'),
})
export type Message = z.infer<typeof Message>

export const ImagesOf = Message.pick({ images_always: true })
export type ImagesOf = z.infer<typeof ImagesOf>

export const Conversation = Thread.extend({ messages: z.array(Message) })
export type Conversation = z.infer<typeof Conversation>
