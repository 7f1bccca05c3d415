import * as z from 'zod'
import { fingerprint } from '../crypto.ts'
import { Held, Unavailable } from '../errors.ts'
import { log } from '../log.ts'
import type { Answer } from '../providers/claude.ts'
import { chainOf, cheapest, costOf, mostCostOf, type Route, type Task } from './routes.ts'
import { type Allowance, type Call, DEGRADED, type Metered, type Shown } from './schema.ts'

export type Asked<S extends z.ZodType> = {
  task: Task
  /** Whose money it is, and what for. */
  client: string
  message: string
  allowance: Allowance
  /** Stable text, the same for every client: it is cached. */
  system: string
  prompt: string
  /** What of the client's stands in the prompt, for the receipt. */
  texts: Shown[]
  schema: S
  maxTokens: number
}

/**
 * Asks the routes of a task in turn until one answers, and parses what it says. The next one is asked when one is busy,
 * fails, does not answer in time, or refuses. Nonsense is no reason to: it is refused here, so that no caller ever
 * handles unparsed text. What is cut off is asked once more of the same route, with twice the room: the price of a
 * token stays what it was. Every call is written down, whatever comes of it.
 * @throws {Unavailable} when no route answers, or one answers nonsense
 * @throws {Held} when the client's budget for the month is spent
 */
export async function ask<S extends z.ZodType>(context: Metered, asked: Asked<S>): Promise<z.output<S>> {
  const { env } = context
  const { resting } = asked.allowance
  const routes = routesFor(context, asked)

  // The last of several gets what time is left: a function ends sooner than patience with all of them.
  const until = Date.now() + env.MODEL_PATIENCE * 1500
  const left = () => Math.max(1, Math.min(env.MODEL_PATIENCE * 1000, until - Date.now()))
  const failures: Failure[] = []
  for (const route of routes) {
    if (Date.now() >= until) break
    if (!(await isAwake(context, route, resting[route.name]))) continue
    let said = await call(context, route, asked, asked.maxTokens, left())
    if (said.outcome === 'cut_off') said = await call(context, route, asked, 2 * asked.maxTokens, left())
    if (said.outcome === 'answered') return said.data
    if (said.outcome === 'rejected') throw said.error
    failures.push(said)
    if (said.outcome === 'cut_off' || said.outcome === 'unreadable') break
  }
  if (failures.length === 0) throw new Unavailable('The model is not to be reached', soonest(resting, routes))
  throw unavailable(failures)
}

/** Only where a route has rested long enough is the database asked, whether it is we who find out. */
async function isAwake({ db }: Metered, { name }: Route, resting: number | undefined): Promise<boolean> {
  if (resting !== 0) return resting === undefined
  const { data } = await db.rpc('probe_route', { name }).throwOnError()
  return data
}

function routesFor<S extends z.ZodType>({ env, calls }: Metered, { task, allowance }: Asked<S>): Route[] {
  const spent = allowance.spent + calls.reduce((sum, { cost }) => sum + cost, 0)
  if (spent >= allowance.budget) throw new Held('budget')
  const chain = chainOf(env, task)
  return spent >= DEGRADED * allowance.budget ? cheapest(chain) : chain
}

type Failure = Exclude<Answer, { outcome: 'answered' | 'rejected' }> | { outcome: 'unreadable' }
type Said<S extends z.ZodType> =
  | Failure
  | { outcome: 'answered'; data: z.output<S> }
  | Extract<Answer, { outcome: 'rejected' }>

/** One call, and its line in the ledger. */
async function call<S extends z.ZodType>(
  context: Metered,
  route: Route,
  asked: Asked<S>,
  maxTokens: number,
  patience: number,
): Promise<Said<S>> {
  const { system, prompt, task, texts } = asked
  const schema = z.toJSONSchema(asked.schema) as Record<string, unknown>
  const began = Date.now()
  const answer = await context.claude.answer({ ...route, system, prompt, schema, maxTokens, patience })
  const said = read(answer, asked.schema)
  const usage = 'usage' in answer ? answer.usage : NOTHING
  const bytes = new TextEncoder().encode(system + prompt + JSON.stringify(schema)).length
  const line: Call = {
    id: crypto.randomUUID(),
    client_id: asked.client,
    message_id: asked.message,
    task,
    route: route.name,
    model: route.model,
    outcome: said.outcome,
    input: usage.input,
    cache_write: usage.cacheWrite,
    cache_read: usage.cacheRead,
    output: usage.output,
    cost: answer.outcome === 'lost' ? mostCostOf(route, bytes, maxTokens) : costOf(route, usage),
    ms: Math.max(0, Date.now() - began),
    prompt_hash: await fingerprint(JSON.stringify([route.model, system, prompt, schema])),
    texts,
  }
  context.calls.push(line)
  log('model.called', { task, route: route.name, outcome: line.outcome, ms: line.ms, call: line.id })
  return said
}

const NOTHING = { input: 0, cacheWrite: 0, cacheRead: 0, output: 0 }

function read<S extends z.ZodType>(answer: Answer, schema: S): Said<S> {
  if (answer.outcome !== 'answered') return answer
  const parsed = schema.safeParse(readJson(answer.text))
  return parsed.success ? { outcome: 'answered', data: parsed.data } : { outcome: 'unreadable' }
}

/** Postgres cannot hold a null character, nor JSON half a surrogate pair: what the model says of them is left out. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    )
  } catch {
    return undefined
  }
}

const soonest = (resting: Record<string, number>, routes: Route[]) =>
  Math.min(...routes.map(({ name }) => resting[name] || 60))

/** Asked to wait by one of them, it is worth waiting; else the last one says what is wrong. */
function unavailable(failures: Failure[]): Unavailable {
  const waits = failures.flatMap((failure) => (failure.outcome === 'busy' ? failure.wait : []))
  const last = failures.at(-1)
  return new Unavailable(WORDS[last?.outcome ?? 'lost'], waits.length ? Math.min(...waits) : 0)
}

const WORDS: Record<Failure['outcome'], string> = {
  unreadable: 'The model answered in another form than asked',
  refused: 'The model refused',
  cut_off: 'The model was cut off',
  busy: 'The model is busy',
  broken: 'The model fails',
  lost: 'The model did not answer',
}
