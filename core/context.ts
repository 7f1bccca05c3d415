import type { Database } from './database.types.ts'
import type { Env } from './env.ts'
import type { Claude } from './providers/claude.ts'
import type { Embeddings } from './providers/embeddings.ts'
import type { Gmail } from './providers/gmail.ts'
import type { Google } from './providers/google.ts'
import type { Resend } from './providers/resend.ts'
import type { Db } from './providers/supabase.ts'

export type Actor =
  | { kind: 'nobody'; ip: string }
  | { kind: 'person'; id: string; email: string; token: string }
  | { kind: 'worker' }

/** Everything a verb may touch. Nothing in core reaches for a global. */
export type Context<A extends Actor = Actor> = {
  actor: A
  env: Env
  /** Bound to the actor: row-level security sees a person as that person, and a worker as the service. */
  db: Db
  /** Google and Gmail are promises, for their modules are loaded by whoever opens a mailbox, not by every door. */
  google: () => Promise<Google>
  gmail: (accessToken: string) => Promise<Gmail>
  claude: Claude
  /** Undefined where no service is configured: then knowledge is searched by its words alone. */
  embeddings?: Embeddings | undefined
  resend: Resend
}

export type PersonContext = Context<Extract<Actor, { kind: 'person' }>>
export type WorkerContext = Context<Extract<Actor, { kind: 'worker' }>>

export type Enum<Name extends keyof Database['public']['Enums']> = Database['public']['Enums'][Name]

/** What a job hands on to: enqueued in the same statement that ends the job, which writes down the verdict, too. */
export type Next = {
  kind: Enum<'job_kind'>
  key: string
  payload: Record<string, string>
  lease?: string
  verdict?: { reason: string; score: number; chance: number; threshold: number }
}
