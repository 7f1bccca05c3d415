import type { Env } from '../env.ts'
import { Unavailable } from '../errors.ts'

/** One wire format, the Messages API; whoever speaks it can stand behind ANTHROPIC_BASE_URL. */
export type Claude = { answer(question: Question): Promise<Answer> }

export type Question = {
  model: string
  /** Stable text first: it is cached, so that only the mail itself is paid in full. */
  system: string
  prompt: string
  /** JSON Schema the answer must follow. */
  schema: Record<string, unknown>
  maxTokens: number
}

/** The model gets no tools: an answer is text, and what it does not finish or refuses is no answer. */
export type Answer =
  | { outcome: 'answered'; text: string; usage: Usage }
  | { outcome: 'refused' | 'cut_off'; usage: Usage }

export type Usage = { input: number; cacheRead: number; cacheWrite: number; output: number }

export function claude(env: Env): Claude {
  return {
    async answer({ model, system, prompt, schema, maxTokens }) {
      const { default: Anthropic } = await import('@anthropic-ai/sdk')
      const client = new Anthropic({
        apiKey: env.ANTHROPIC_API_KEY,
        baseURL: env.ANTHROPIC_BASE_URL,
        // Waiting happens in the job's lease, where it is seen and bounded.
        maxRetries: 0,
        timeout: 60_000,
      })
      const message = await client.messages
        .create({
          model,
          max_tokens: maxTokens,
          system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
          messages: [{ role: 'user', content: prompt }],
          output_config: { format: { type: 'json_schema', schema } },
        })
        .catch((error: unknown) => {
          const { status, headers } = error as { status?: number; headers?: Headers }
          if (status === undefined || status === 429 || status >= 500) {
            // Too many requests, ours or everybody's (529), is a request to wait, whether or not it says how long.
            const wait = Number(headers?.get('retry-after')) || (status === 429 || status === 529 ? 1 : 0)
            throw new Unavailable(`The model answers ${status ?? 'nothing'}`, wait, { cause: error })
          }
          throw error
        })

      const usage = {
        input: message.usage.input_tokens,
        cacheRead: message.usage.cache_read_input_tokens ?? 0,
        cacheWrite: message.usage.cache_creation_input_tokens ?? 0,
        output: message.usage.output_tokens,
      }
      if (message.stop_reason === 'refusal') return { outcome: 'refused', usage }
      if (message.stop_reason === 'max_tokens') return { outcome: 'cut_off', usage }
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      return { outcome: 'answered', text, usage }
    },
  }
}
