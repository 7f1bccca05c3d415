import * as z from 'zod'
import { Constants } from '../../core/database.types.ts'
import type { World } from '../world.ts'
import { codeOf } from './code.ts'

const { draft_status, ledger_outcome, outbox_status, job_kind } = Constants.public.Enums
const Count = z.int().min(0)

/** What `/local/state.json` answers. Every status and kind is always there, with 0 if there is none. */
export const State = z.object({
  now: z.iso.datetime().describe('Business time'),
  emulated: z.object({
    supabase: z.boolean(),
    google: z.boolean(),
    resend: z.boolean(),
    claude: z.boolean(),
    embeddings: z.boolean(),
  }),
  mailboxes: z.record(z.string(), z.object({ inbox: Count, sent: Count, drafts: Count })),
  drafts: z.record(z.enum(draft_status), Count),
  ledger: z.record(z.enum(ledger_outcome), Count),
  outbox: z.record(z.enum(outbox_status), Count),
  queue: z.record(z.enum(job_kind), z.object({ waiting: Count, running: Count })),
  dead_letters: Count,
  letters: z
    .array(z.object({ to: z.string(), subject: z.string(), code: z.string().optional(), at: z.string() }))
    .describe('The newest twenty of our own letters, newest first'),
  pushes: Count,
  model: z.object({ calls: Count, input_tokens: Count, cache_read_tokens: Count, output_tokens: Count }),
})
export type State = z.infer<typeof State>

export async function readState(world: World): Promise<State> {
  const { clock, emulated, google, supabase, resend } = world
  const { sql } = supabase
  // One statement is one moment: read one after the other, work on its way from one list to the next is in neither.
  const [counts] = await sql<Counts[]>`
    select
      (select jsonb_object_agg(name, n) from (select status as name, count(*) as n from public.drafts group by 1) d) as drafts,
      (select jsonb_object_agg(name, n) from (select outcome as name, count(*) as n from public.ledger_entries group by 1) l) as ledger,
      (select jsonb_object_agg(name, n) from (select status as name, count(*) as n from public.outbox group by 1) o) as outbox,
      (select jsonb_object_agg(kind, to_jsonb(q) - 'kind') from public.queue_depth() q) as queue,
      (select count(*)::int from public.dead_letters) as dead`
  return State.parse({
    now: new Date(clock.now()).toISOString(),
    emulated,
    mailboxes: Object.fromEntries(google.users().map(({ email }) => [email, countsOf(world, email)])),
    drafts: filled(draft_status, counts?.drafts, 0),
    ledger: filled(ledger_outcome, counts?.ledger, 0),
    outbox: filled(outbox_status, counts?.outbox, 0),
    queue: filled(job_kind, counts?.queue, { waiting: 0, running: 0 }),
    dead_letters: counts?.dead ?? 0,
    letters: resend
      .letters()
      .slice(0, 20)
      .map((letter) => ({
        to: letter.to.join(', '),
        subject: letter.subject,
        at: letter.at,
        ...(codeOf(letter) && { code: codeOf(letter) }),
      })),
    pushes: google.pushes().length,
    model: modelOf(world),
  })
}

type Found<T> = Record<string, T> | null
type Depth = { waiting: number; running: number }
type Counts = Record<'drafts' | 'ledger' | 'outbox', Found<number>> & { queue: Found<Depth>; dead: number }

function countsOf({ google }: World, address: string) {
  const { inbox = [], sent = [], drafts = [] } = google.mailbox(address) ?? {}
  return { inbox: inbox.length, sent: sent.length, drafts: drafts.length }
}

const filled = <T>(names: readonly string[], found: Found<T> | undefined, none: T) =>
  Object.fromEntries(names.map((name) => [name, found?.[name] ?? none]))

function modelOf({ claude }: World): State['model'] {
  const calls = claude.calls()
  const sum = (name: 'input_tokens' | 'cache_read_input_tokens' | 'output_tokens') =>
    calls.reduce((total, { usage }) => total + (usage?.[name] ?? 0), 0)
  return {
    calls: calls.length,
    input_tokens: sum('input_tokens'),
    cache_read_tokens: sum('cache_read_input_tokens'),
    output_tokens: sum('output_tokens'),
  }
}
