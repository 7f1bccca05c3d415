/** What the emulator knows of a model; `leastCached` is the shortest prefix (tokens) worth a cache entry. */
export type ModelCard = {
  id: string
  name: string
  line: 'haiku' | 'sonnet' | 'opus'
  leastCached: number
  maxTokens: number
  /** Newer models refuse sampling parameters outright. */
  sampling: boolean
}

/** Anthropic: prompt caching; shorter prefixes are silently not cached. */
export const models: ModelCard[] = [
  {
    id: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    line: 'haiku',
    leastCached: 512,
    maxTokens: 64_000,
    sampling: false,
  },
  {
    id: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    line: 'sonnet',
    leastCached: 1_024,
    maxTokens: 64_000,
    sampling: true,
  },
  {
    id: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    line: 'opus',
    leastCached: 1_024,
    maxTokens: 64_000,
    sampling: true,
  },
  {
    id: 'claude-haiku-4-5',
    name: 'Claude Haiku 4.5',
    line: 'haiku',
    leastCached: 4_096,
    maxTokens: 64_000,
    sampling: true,
  },
]
