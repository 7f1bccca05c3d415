import * as z from 'zod'
import { Constants } from '../database.types.ts'

/** A job that was given up. What it was about is told by ids alone: operators never read mail. */
export const DeadLetter = z.object({
  id: z.uuid(),
  client_id: z.uuid().nullable().describe('Null when it belongs to no business any more'),
  kind: z.enum(Constants.public.Enums.job_kind),
  error: z.string(),
  attempts: z.int(),
  created_at: z.string(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

export const DeadLetterQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>

export const DeadLetterPage = z.object({ items: z.array(DeadLetter), next: z.string().nullable() })
export type DeadLetterPage = z.infer<typeof DeadLetterPage>
