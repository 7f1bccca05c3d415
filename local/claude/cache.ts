import { createHash } from 'node:crypto'
import type { CountRequest } from './request.ts'
import { type Unit, unitsOf } from './tokens.ts'

export type InputUsage = {
  input_tokens: number
  cache_read_input_tokens: number
  cache_creation_input_tokens: number
  cache_creation: { ephemeral_5m_input_tokens: number; ephemeral_1h_input_tokens: number }
}

type Prefix = { key: string; tokens: number; ttl: Unit['ttl']; index: number }
const lifetimes = { '5m': 5 * 60_000, '1h': 60 * 60_000 }
const lookback = 20

/**
 * Anthropic: prompt caching. A breakpoint caches everything before it; a hit is the longest prefix already cached that
 * ends at a breakpoint or at most twenty blocks before one. Reads renew the entry.
 */
export function createCache(now: () => number) {
  const expiries = new Map<string, { until: number; ttl: '5m' | '1h' }>()

  return function account(request: CountRequest, leastCached: number): InputUsage {
    const at = now()
    for (const [key, { until }] of expiries) if (until <= at) expiries.delete(key)

    const prefixes = prefixesOf(request)
    const total = prefixes.at(-1)?.tokens ?? 0
    const marks = prefixes.filter(({ ttl, tokens }) => ttl && tokens >= leastCached)
    const hit = prefixes.findLast(
      ({ key, index }) =>
        expiries.has(key) && marks.some((mark) => index <= mark.index && mark.index - index <= lookback),
    )
    const last = marks.at(-1)
    const read = hit?.tokens ?? 0
    const written = Math.max((last?.tokens ?? 0) - read, 0)

    const entry = hit && expiries.get(hit.key)
    if (hit && entry) expiries.set(hit.key, { ...entry, until: at + lifetimes[entry.ttl] })
    for (const { key, ttl = '5m' } of marks) expiries.set(key, { until: at + lifetimes[ttl], ttl })

    const hour = last?.ttl === '1h'
    return {
      input_tokens: total - read - written,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      cache_creation: {
        ephemeral_5m_input_tokens: hour ? 0 : written,
        ephemeral_1h_input_tokens: hour ? written : 0,
      },
    }
  }
}

// Another model or another output format never shares an entry.
function prefixesOf(request: CountRequest): Prefix[] {
  const hash = createHash('sha256').update(JSON.stringify([request.model, request.output_config?.format ?? null]))
  let tokens = 0
  return unitsOf(request).map((unit, index) => {
    tokens += unit.tokens
    hash.update(unit.content)
    return { key: hash.copy().digest('base64url'), tokens, ttl: unit.ttl, index }
  })
}
