import { bareRoutes } from './bare.ts'
import { type Measure, middle } from './measure.ts'
import { quantile } from './quantile.ts'
import { type Round, type Side, takeTurns } from './slices.ts'
import type { BenchWorld } from './world.ts'

const LEAST_THROUGHPUT = 0.9
const MOST_P99 = 1.5
const LANES = 4
const TURNS = { rounds: 80, requests: 16, lanes: LANES }
/** So many rounds have two hundred requests a side: enough for a p99, and one hiccup of the machine spoils only one. */
const BLOCK = 13

type Asking = { method?: string; address: string; json?: () => object }
type Compared = { name: string; ask: (lane: number) => Asking }

/** What a door adds to its questions to the database: identity, validation, the envelope, an ETag. */
export async function measureDoors(world: BenchWorld): Promise<Measure[]> {
  const bare = bareRoutes(world)
  world.mountBare((request) => bare.fetch(request))

  const measures: Measure[] = []
  for (const { name, ask } of await comparisons(world)) {
    const [door, plain] = [sideOf(world, '/api', ask), sideOf(world, '/bare', ask)]
    await expectSameQuestions(world, name, door, plain)
    const rounds = await takeTurns(door, plain, TURNS)
    const faster = rounds.map(({ first, second }) => second.ms / first.ms)
    measures.push(
      {
        part: THROUGHPUT,
        name,
        unit: '×',
        ...middle(faster),
        bound: { least: LEAST_THROUGHPUT },
        note: medians(rounds),
      },
      { part: P99, name, unit: '×', ...middle(slower99(rounds)), bound: { most: MOST_P99 } },
    )
  }
  return measures.toSorted((a, b) => b.part.localeCompare(a.part))
}

const THROUGHPUT = 'Throughput of a door ÷ a bare route with the same questions'
const P99 = 'p99 of a door ÷ p99 of a bare route'

function slower99(rounds: Round[]): number[] {
  const blocks = Map.groupBy(rounds, (round) => Math.floor(rounds.indexOf(round) / BLOCK))
  const p99 = (block: Round[], side: keyof Round) =>
    quantile(
      block.flatMap((round) => round[side].each),
      0.99,
    )
  return [...blocks.values()].map((block) => p99(block, 'first') / p99(block, 'second'))
}

function medians(rounds: Round[]): string {
  const [door, bare] = (['first', 'second'] as const).map((side) => {
    const each = rounds.flatMap((round) => round[side].each)
    return `${quantile(each, 0.5).toFixed(1)} ms`
  })
  return `a request: ${door}, bare ${bare}`
}

/** Every lane edits a draft of its own: two edits of one draft refuse each other, which is another measure. */
async function comparisons({ supabase: { sql } }: BenchWorld): Promise<Compared[]> {
  const drafts = await sql<{ id: string; thread: string; version: number }[]>`
    select d.id, m.thread_id as thread, d.version from public.drafts d join public.messages m on m.id = d.message_id
    where d.status = 'pending' order by d.id limit ${LANES}`
  const versions = drafts.map(({ version }) => version)
  const of = (lane: number) => drafts[lane] ?? { id: '', thread: '' }
  const fixed = (address: string): Compared => ({ name: `GET ${address}`, ask: () => ({ address }) })

  return [
    fixed('/account/me'),
    fixed('/mailboxes'),
    fixed('/threads'),
    { name: 'GET /threads/:id', ask: (lane) => ({ address: `/threads/${of(lane).thread}` }) },
    fixed('/drafts'),
    { name: 'GET /drafts/:id', ask: (lane) => ({ address: `/drafts/${of(lane).id}` }) },
    {
      name: 'PATCH /drafts/:id',
      ask: (lane) => ({
        method: 'PATCH',
        address: `/drafts/${of(lane).id}`,
        json: () => {
          const version = versions[lane] ?? 0
          versions[lane] = version + 1
          return { version, body: `Dear client,\n\nthis is wording ${version + 1}.\n\nKind regards` }
        },
      }),
    },
    fixed('/insights/health'),
  ]
}

function sideOf({ url, token, fetch }: BenchWorld, root: string, ask: Compared['ask']): Side {
  return async (lane) => {
    const { method = 'GET', address, json } = ask(lane)
    const headers = { cookie: `__Host-access=${token}`, ...(json && { 'content-type': 'application/json' }) }
    const body = json ? JSON.stringify(json()) : null
    return fetch(new Request(`${url}${root}${address}`, { method, headers, body }))
  }
}

/** A comparison with other questions would compare nothing, so a route that has changed must be changed on both sides. */
async function expectSameQuestions({ asked }: BenchWorld, name: string, door: Side, bare: Side): Promise<void> {
  const questionsOf = async (side: Side) => {
    asked()
    await (await side(0)).arrayBuffer()
    return asked()
      .filter((question) => question.includes('/rest/v1/'))
      .sort()
  }
  const [ours, theirs] = [await questionsOf(door), await questionsOf(bare)]
  if (ours.length === 0 || ours.join('\n') !== theirs.join('\n')) {
    throw new Error(
      `Cannot compare ${name}: its door asks\n${ours.join('\n')}\nand the bare route\n${theirs.join('\n')}`,
    )
  }
}
