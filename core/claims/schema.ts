import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const ClaimKind = z.enum(Constants.public.Enums.claim_kind)
export type ClaimKind = z.infer<typeof ClaimKind>

/** Something a draft says that can be true or false, and where it says it (UTF-16 offsets, end exclusive). */
export const Claim = z.object({
  kind: ClaimKind,
  start: z.int(),
  end: z.int(),
  text: z.string(),
  values: z
    .array(z.string())
    .describe(
      'What it means: ISO dates, "1200 EUR", "15:00", "14 d", a folded name. The first is the likeliest reading',
    ),
  ours: z.boolean().optional().describe('Only the business can say so, whatever its correspondents say'),
})
export type Claim = z.infer<typeof Claim>

/** When and where something was written: what "Tuesday" means depends on it. */
export type Moment = { at: string; zone: string }

/** What a claim may rest on. Only passages, facts and what the owner wrote themselves can back a promise. */
export type Piece = {
  id: string
  source: 'inbound' | 'outbound' | 'attachment' | 'passage' | 'fact'
  text: string
  /** When it was written, where that is known: a passage has no day from which "tomorrow" could be counted. */
  at?: string
  language?: string
}

export type Evidence = { now: Moment; pieces: Piece[] }

export const Checked = Claim.extend({
  support: z
    .object({ piece: z.string(), start: z.int(), end: z.int() })
    .nullable()
    .describe('The place that says the same; null where nothing does that could know'),
  theirs: z
    .object({ piece: z.string(), start: z.int(), end: z.int() })
    .nullable()
    .describe('Where only a correspondent says it, of what is not theirs to say'),
})
export type Checked = z.infer<typeof Checked>
