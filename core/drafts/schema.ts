import * as z from 'zod'
import { Constants } from '../database.types.ts'
import { Recipient } from '../mailboxes/recipient.ts'
import { readsAsWritten, VISIBLE } from './reads-as-written.ts'

export const DraftStatus = z.enum(Constants.public.Enums.draft_status)
export const DraftNotice = z.enum(Constants.public.Enums.draft_notice)
export const OutboxStatus = z.enum(Constants.public.Enums.outbox_status)

export const ClaimSource = z.enum(Constants.public.Enums.claim_source)
export type ClaimSource = z.infer<typeof ClaimSource>

/** Somebody whom a sent reply did not reach. */
const BouncedRecipient = z.object({
  recipient: z.string(),
  reason: z.enum(Constants.public.Enums.bounce_reason),
  permanent: z.boolean().describe('Whether trying again is of no use'),
  diagnostic: z.string().describe('What the other server said, in its words'),
})

/** One line of the queue. */
export const DraftCard = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  thread_id: z.uuid(),
  message_id: z.uuid(),
  status: DraftStatus,
  notice: DraftNotice.nullable().describe('Why a draft came back to the queue'),
  version: z.int(),
  edited: z.boolean(),
  correspondent: z.string(),
  subject: z.string(),
  preview: z.string(),
  language: z.string(),
  message_count: z.int(),
  received_at: z.string(),
  updated_at: z.string(),
  content_hash: z.string(),
  outbox_status: OutboxStatus.nullable(),
  undo_ms: z
    .int()
    .nullable()
    .describe(
      'Milliseconds left in which an approval can be undone; 0 when the window is over or there is no approval',
    ),
  bounces: z.array(BouncedRecipient).describe('Whom a sent reply did not reach'),
  send_at: z.string().nullable().describe('When it leaves, if somebody chose a moment; it can be undone until then'),
  to_check: z
    .int()
    .describe('How much of what it says stands nowhere else and nobody has vouched for: it cannot be approved'),
})
export type DraftCard = z.infer<typeof DraftCard>

export const Participant = Recipient.extend({
  role: z
    .enum(['reply', 'sender', 'other'])
    .describe('Whom a reply goes to; who wrote, where that is somebody else; who else took part'),
})
export type Participant = z.infer<typeof Participant>

export const DraftAttachment = z.object({
  id: z.uuid(),
  filename: z.string(),
  media_type: z.string(),
  size_bytes: z.int(),
})

export const DraftClaim = z.object({
  position: z.int(),
  kind: z.enum(Constants.public.Enums.claim_kind),
  text: z.string().describe('As the body says it'),
  source: ClaimSource.nullable().describe('What says the same; null where nothing does that could know'),
  message_id: z.uuid().nullable().describe('Who says so in the conversation; without a source, only a correspondent'),
  passage: z
    .object({ source_id: z.uuid(), position: z.int() })
    .nullable()
    .describe('In which passage of what the business knows, where it is one and is still there'),
  title: z.string().describe('Who wrote it, or which file it is'),
  quote: z.string().describe('The place, and what stands around it'),
  vouched: z.boolean().describe('A person has said that it is so'),
  elsewhere: z.boolean().describe('It names somebody of another conversation, or what that one is about'),
})
export type DraftClaim = z.infer<typeof DraftClaim>

export const Question = z.strictObject({
  question: z.string().describe('One missing fact, asked shortly, in the language of the professional'),
  options: z.array(z.string()).describe('Up to four likely answers of a few words; none where nobody could guess'),
})
export type Question = z.infer<typeof Question>

export const Draft = DraftCard.extend({
  from_name: z.string(),
  from_address: z.string(),
  senders: z.array(Recipient).describe('Whom it may be sent as'),
  reply_to: z.string().describe('Where answers to it go, if not to the sender; empty otherwise'),
  to_recipients: z.array(Recipient),
  cc_recipients: z.array(Recipient),
  participants: z.array(Participant).describe('Whom it may go to, and nobody else'),
  body: z.string(),
  signature: z.string().describe('Put under the body; empty where the body ends with it already'),
  attachments: z.array(DraftAttachment),
  questions: z.array(Question).describe('Facts the assistant did not have'),
  alternatives: z.array(z.string()).describe('Other replies to the same message; the newest first'),
  claims: z.array(DraftClaim).describe('What the body says that can be true or false, and what it rests on'),
  suggested: z
    .array(z.object({ source_id: z.uuid(), filename: z.string(), size_bytes: z.int() }))
    .describe('Files of the business that the body rests on and that do not hang on the reply yet'),
  outbox_error: z.string(),
})
export type Draft = z.infer<typeof Draft>

const ShownText = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string().optional().describe('What it is called; of a message, or of what is gone by now, nothing'),
  passage: z.object({ source_id: z.uuid(), position: z.int() }).optional().describe('Where a passage stands'),
})

/** One call of a model, as its line in the ledger says. */
const ReceiptCall = z.object({
  id: z.uuid(),
  task: z.enum(Constants.public.Enums.model_task),
  route: z.string(),
  model: z.string(),
  outcome: z.enum(Constants.public.Enums.call_outcome),
  input: z.int().describe('Tokens, beyond those written to or read from the cache'),
  cache_write: z.int(),
  cache_read: z.int(),
  output: z.int(),
  cost: z.int().describe('Millionths of a dollar; of a lost call the most it can have been'),
  ms: z.int(),
  prompt_hash: z.string().describe('SHA-256 of all that was sent'),
  texts: z.array(ShownText).describe('Which texts of yours were in it'),
  created_at: z.string(),
})

export const Receipt = z.object({ draft_id: z.uuid(), calls: z.array(ReceiptCall) })
export type Receipt = z.infer<typeof Receipt>

export const QueueQuery = z.object({
  status: DraftStatus.default('pending'),
  client_id: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type QueueQuery = z.infer<typeof QueueQuery>

export const DraftPage = z.object({ items: z.array(DraftCard), next: z.string().nullable() })
export type DraftPage = z.infer<typeof DraftPage>

const Version = z.int32().min(1).describe('The version that was edited; another one is refused')
const Addresses = z.array(z.string().trim().toLowerCase().max(320)).max(50)

const Edit = z.object({
  version: Version,
  from: z.string().trim().toLowerCase().max(320).optional().describe("One of the draft's `senders`"),
  to: Addresses.min(1, 'A reply goes to somebody').optional().describe("Of the draft's `participants`"),
  cc: Addresses.optional().describe("Of the draft's `participants`"),
  body: z
    .string()
    .overwrite((body) => body.replace(/\r\n?/g, '\n'))
    .max(50_000, 'A reply can have at most 50,000 characters')
    .refine((body) => VISIBLE.test(body), 'A reply cannot be empty')
    .refine((body) => body.isWellFormed(), 'A reply cannot contain half characters')
    .refine((body) => !/[^\P{Cc}\n\t]/u.test(body), 'A reply cannot contain control characters')
    .refine(readsAsWritten, 'A reply cannot contain marks that turn the order of its characters around')
    .optional(),
})
/** What is left out stays as it is. */
export const EditDraft = Edit.refine(({ version: _, ...change }) => Object.keys(change).length > 0, {
  path: ['body'],
  message: 'There is nothing to save',
})
export type EditDraft = z.infer<typeof EditDraft>

export const AttachFile = z.object({
  version: Version,
  filename: z
    .string()
    .min(1)
    .max(255)
    .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'This holds characters nobody can read')
    .refine(readsAsWritten, 'A name cannot contain marks that turn the order of its characters around'),
  content: z.base64().describe('At most 3 MB; all files of a reply together at most 10 MB'),
})
export type AttachFile = z.infer<typeof AttachFile>

export const AttachKnown = z.object({
  version: Version,
  source_id: z.uuid().describe('A file the business knows from'),
})
export type AttachKnown = z.infer<typeof AttachKnown>

export const DetachFile = z.object({ version: Version })
export type DetachFile = z.infer<typeof DetachFile>

export const ApproveDraft = z.object({
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('content_hash of the draft as it was shown'),
  send_at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Leaves then, within the next sixty days, and not after the undo window'),
  open_ms: z.int().min(0).max(86_400_000).optional().describe('How long it has stood open in front of the person'),
})
export type ApproveDraft = z.infer<typeof ApproveDraft>

export const VouchFor = z.object({
  claims: z.array(z.int32().min(1)).min(1, 'Name what you vouch for').max(100).describe('`position` of each'),
  stands: z.boolean().default(true).describe('false takes it back'),
})
export type VouchFor = z.infer<typeof VouchFor>

export const ExplainDiscard = z.object({ reason: z.enum(Constants.public.Enums.discard_reason) })
export type ExplainDiscard = z.infer<typeof ExplainDiscard>

const Told = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine((text) => text.isWellFormed(), 'This holds half characters')

export const Rewrite = z
  .object({
    version: Version,
    instruction: Told.optional().describe('What to change, in plain words'),
    answers: z
      .array(z.object({ question: z.string().max(300), answer: Told }))
      .max(3)
      .optional()
      .describe('To its `questions`'),
  })
  .refine(({ instruction, answers }) => instruction || answers?.length, {
    path: ['instruction'],
    message: 'Say what to change',
  })
export type Rewrite = z.infer<typeof Rewrite>

export const ChooseWording = z.object({
  version: Version,
  wording: z.int32().min(1).max(4).describe('Which of the `alternatives`, from 1'),
})
export type ChooseWording = z.infer<typeof ChooseWording>
