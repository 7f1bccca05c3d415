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
  const [drafts, ledger, outbox, queue, [dead]] = await Promise.all([
    sql<Tally[]>`select status::text as name, count(*)::int as n from public.drafts group by 1`,
    sql<Tally[]>`select outcome::text as name, count(*)::int as n from public.ledger_entries group by 1`,
    sql<Tally[]>`select status::text as name, count(*)::int as n from public.outbox group by 1`,
    sql<Depth[]>`select kind::text as name, waiting::int, running::int from public.queue_depth()`,
    sql<{ n: number }[]>`select count(*)::int as n from public.dead_letters`,
  ])
  return State.parse({
    now: new Date(clock.now()).toISOString(),
    emulated,
    mailboxes: Object.fromEntries(google.users().map(({ email }) => [email, countsOf(world, email)])),
    drafts: tallyOf(draft_status, drafts),
    ledger: tallyOf(ledger_outcome, ledger),
    outbox: tallyOf(outbox_status, outbox),
    queue: depthOf(queue),
    dead_letters: dead?.n ?? 0,
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

type Tally = { name: string; n: number }
type Depth = { name: string; waiting: number; running: number }

function countsOf({ google }: World, address: string) {
  const { inbox = [], sent = [], drafts = [] } = google.mailbox(address) ?? {}
  return { inbox: inbox.length, sent: sent.length, drafts: drafts.length }
}

function tallyOf(names: readonly string[], rows: Tally[]) {
  return Object.fromEntries(names.map((name) => [name, rows.find((row) => row.name === name)?.n ?? 0]))
}

function depthOf(rows: Depth[]) {
  return Object.fromEntries(
    job_kind.map((kind) => {
      const { waiting = 0, running = 0 } = rows.find(({ name }) => name === kind) ?? {}
      return [kind, { waiting, running }]
    }),
  )
}

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
