import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  commit: z.string(),
  database: z.boolean().describe('The database answers'),
})
export type Health = z.infer<typeof Health>

const count = z.int().min(0)

export const ScorecardQuery = z.object({
  days: z.coerce.number().int().min(1).max(366).default(30).describe('So many days back'),
})
export type ScorecardQuery = z.infer<typeof ScorecardQuery>

export const Scorecard = z.object({
  decided: count.describe('Drafts that were sent or discarded'),
  fates: z.record(z.enum(Constants.public.Enums.draft_fate), count),
  reasons: z.record(z.enum(Constants.public.Enums.discard_reason), count).describe('Of discards, where one was given'),
  anew: count.describe('Sent after having been written anew on request, or in another of its wordings'),
  distance: z.number().nullable().describe('Mean share of words changed in what was sent, from 0 to 1'),
  waited: z
    .object({ count, p50: z.int().nullable(), p95: z.int().nullable() })
    .describe('Milliseconds from the arrival of a mail to its draft'),
  minutes_saved: z.number().nullable().describe('Measured; null where there are fewer than ten to measure by'),
})
export type Scorecard = z.infer<typeof Scorecard>
