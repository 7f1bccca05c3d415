import * as z from 'zod'
import type { Enum, WorkerContext } from '../context.ts'

/** From this share of its budget on, a client is served by the cheapest route. */
export const DEGRADED = 0.8

const Micros = z.int().min(0, 'This cannot be less than nothing')

/** What models may cost a business in a calendar month (UTC), and have. All sums in millionths of a dollar. */
export const Budget = z.object({
  plan: Micros.describe('What it may cost at most'),
  cap: Micros.nullable().describe('What its owner wants it to cost at most; null: as much as the plan allows'),
  budget: Micros.describe('The lower of the two. Once it is spent no model is asked: mail waits, and none is lost'),
  spent: Micros.describe('This month'),
  cheaper_from: Micros.describe('From here on the cheapest model is asked'),
  held: z.int().describe('How many messages wait for a new month or a higher budget'),
})
export type Budget = z.infer<typeof Budget>

export const SetCap = z.object({
  cap: Micros.nullable().describe('In millionths of a dollar; null for none of your own'),
})
export type SetCap = z.infer<typeof SetCap>

/** What a client may still ask, as the claimed job brings it along (SQL `model_allowance`). Millionths of a dollar. */
export type Allowance = {
  spent: number
  budget: number
  /** Routes that nobody takes for so many seconds; at 0 one may find out whether they are back. */
  resting: Record<string, number>
}

/** Which text of the client a model was shown: never the text itself. */
export type Shown = { kind: 'message' | 'attachment' | 'passage' | 'memory' | 'rule'; id: string }

/** One line of the ledger, as SQL `record_calls` takes it. */
export type Call = {
  id: string
  client_id: string
  message_id: string | null
  task: Enum<'model_task'>
  route: string
  model: string
  outcome: Enum<'call_outcome'>
  input: number
  cache_write: number
  cache_read: number
  output: number
  /** Millionths of a dollar. */
  cost: number
  ms: number
  prompt_hash: string
  texts: Shown[]
}

/** A worker at one job: what it asks of models is written down here, and told when the job is settled. */
export type Metered = WorkerContext & { calls: Call[] }
