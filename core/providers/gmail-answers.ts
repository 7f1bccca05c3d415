import * as z from 'zod'
import { Unreadable } from '../errors.ts'

/** Digits, as text: history ids and times overflow the numbers of some of the languages they pass through. */
const Digits = z.string().regex(/^\d{1,40}$/)
const Id = z.string().min(1).max(200)
const Token = z.string().min(1).max(5000).optional()
const Labels = z.array(z.string().max(300)).default([])
/** A failure that claims success: `{ "error": … }` under 200 would otherwise look like an empty list. */
const NoError = { error: z.undefined().optional() }

const Changed = z.object({ message: z.object({ id: Id, labelIds: Labels.optional() }) })
const Relabelled = Changed.extend({ labelIds: Labels })

export const Profile = z.object({ emailAddress: z.email(), historyId: Digits, ...NoError })
export const SendAs = z.object({
  sendAs: z
    .array(
      z.object({
        sendAsEmail: z.string().max(320),
        displayName: z.string().max(500).default(''),
        replyToAddress: z.string().max(320).default(''),
        signature: z.string().default(''),
        isPrimary: z.boolean().optional(),
        isDefault: z.boolean().default(false),
        verificationStatus: z.string().optional(),
      }),
    )
    .default([]),
  ...NoError,
})
/** The history id is there even when nothing has happened, as the size estimate is when nothing is listed. */
export const HistoryPage = z.object({
  historyId: Digits,
  nextPageToken: Token,
  history: z
    .array(
      z.object({
        messagesAdded: z.array(Changed).default([]),
        messagesDeleted: z.array(Changed).default([]),
        labelsAdded: z.array(Relabelled).default([]),
        labelsRemoved: z.array(Relabelled).default([]),
      }),
    )
    .default([]),
  ...NoError,
})
export type HistoryPage = z.infer<typeof HistoryPage>
export const MessagePage = z.object({
  resultSizeEstimate: z.number(),
  nextPageToken: Token,
  messages: z.array(z.object({ id: Id })).default([]),
  ...NoError,
})
export const Conversation = z.object({
  id: Id,
  messages: z.array(z.object({ id: Id, labelIds: Labels })).min(1),
  ...NoError,
})
export const Message = z.object({
  id: Id,
  threadId: Id,
  labelIds: Labels,
  snippet: z.string().default(''),
  internalDate: z.string().regex(/^-?\d{1,20}$/),
  raw: z.string(),
  ...NoError,
})
export const Watch = z.object({ expiration: Digits, ...NoError })

/** What Gmail answers is believed only in the shape Gmail documents. */
export function believe<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const { success, data: believed } = schema.safeParse(data)
  if (!success) throw new Unreadable('Gmail answers what makes no sense')
  return believed
}
