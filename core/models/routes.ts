import type { Env, PRICED } from '../env.ts'
import type { Usage } from '../providers/claude.ts'

/** Dollars for a million tokens, which is millionths of a dollar for one. */
export type Price = { input: number; cache_write: number; cache_read: number; output: number }

export type Route = { name: string; model: string; url: string; key: string; price: Price }

/** Anthropic's public price list, read in November 2026. Its cache keeps for five minutes: written at 1.25 × input. */
const CLAUDE: Record<(typeof PRICED)[number], Price> = {
  'claude-haiku-5-5': { input: 0.1, cache_write: 0.125, cache_read: 0.01, output: 0.5 },
  'claude-sonnet-5-5': { input: 2, cache_write: 2.5, cache_read: 0.1, output: 10 },
  'claude-opus-5-5': { input: 4, cache_write: 5, cache_read: 0.2, output: 20 },
}

const CHAINS = { triage: 'MODEL_TRIAGE', compose: 'MODEL_COMPOSE', judge: 'MODEL_JUDGE' } as const
export type Task = keyof typeof CHAINS

/** The routes for a task, the first first. That each name is one is seen to when the environment is read. */
export function chainOf(env: Env, task: Task): Route[] {
  return env[CHAINS[task]].flatMap((name) => {
    const own = env.MODEL_ROUTES.find((route) => route.name === name)
    if (own) return own
    const price = CLAUDE[name as keyof typeof CLAUDE]
    return { name, model: name, url: env.ANTHROPIC_BASE_URL, key: env.ANTHROPIC_API_KEY, price }
  })
}

/** Degraded: the cheapest route of a chain, and with it those that cost as little. */
export function cheapest(chain: Route[]): Route[] {
  const least = Math.min(...chain.map(({ price }) => price.output))
  return chain.filter(({ price }) => price.output === least)
}

/** Millionths of a dollar, rounded up: a ledger that errs says too much. */
export const costOf = ({ price }: Route, { input, cacheWrite, cacheRead, output }: Usage): number =>
  Math.ceil(
    round(input * price.input + cacheWrite * price.cache_write + cacheRead * price.cache_read + output * price.output),
  )

/**
 * What a call is taken to have cost whose answer was lost: nobody knows, so the most it can have been. All of it written
 * to the cache, at two bytes a token (English has four, most scripts three), and all its room used.
 */
export const mostCostOf = (route: Route, bytes: number, maxTokens: number): number =>
  costOf(route, { input: 0, cacheWrite: Math.ceil(bytes / 2), cacheRead: 0, output: maxTokens })

/** Sums of decimal prices are off by a hair: 0.1 + 0.2. */
const round = (micros: number) => Math.round(micros * 1e6) / 1e6
