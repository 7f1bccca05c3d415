import type { Enum, WorkerContext } from '../context.ts'

/** What a client may still ask, as the claimed job brings it along (SQL `model_allowance`). Millionths of a dollar. */
export type Allowance = {
  spent: number
  budget: number
  /** Routes that nobody takes for so many seconds; at 0 one may find out whether they are back. */
  resting: Record<string, number>
}

/** Which text of the client a model was shown: never the text itself. */
export type Shown = { kind: 'message' | 'attachment' | 'passage' | 'memory'; id: string }

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
