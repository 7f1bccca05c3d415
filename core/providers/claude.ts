/** One wire format, the Messages API; whoever speaks it can be a route. */
export type Claude = { answer(question: Question): Promise<Answer> }

export type Question = {
  /** Who is asked: the service, its key and the name it has for the model. */
  url: string
  key: string
  model: string
  /** Stable text first: it is cached, so that only the mail itself is paid in full. */
  system: string
  prompt: string
  /** JSON Schema the answer must follow. */
  schema: Record<string, unknown>
  maxTokens: number
  /** Milliseconds after which no answer is waited for any more. */
  patience: number
}

/**
 * The model gets no tools: an answer is text, and what it does not finish or refuses is no answer. `busy` asks to wait
 * so many seconds; `broken` has answered nothing of worth, or was never reached; of a `lost` call nobody knows; and
 * `rejected` is our own mistake.
 */
export type Answer =
  | { outcome: 'answered'; text: string; usage: Usage }
  | { outcome: 'refused' | 'cut_off'; usage: Usage }
  | { outcome: 'busy'; wait: number }
  | { outcome: 'broken' | 'lost' }
  | { outcome: 'rejected'; error: unknown }

export type Usage = { input: number; cacheRead: number; cacheWrite: number; output: number }

export const claude = (): Claude => ({
  async answer({ url, key, model, system, prompt, schema, maxTokens, patience }) {
    const { default: Anthropic } = await import('@anthropic-ai/sdk')
    const client = new Anthropic({
      apiKey: key,
      baseURL: url,
      // Waiting happens in the job's lease, where it is seen and bounded.
      maxRetries: 0,
      timeout: patience,
    })
    try {
      const message = await client.messages.create({
        model,
        max_tokens: maxTokens,
        system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
        messages: [{ role: 'user', content: prompt }],
        output_config: { format: { type: 'json_schema', schema } },
      })
      const usage = {
        input: counted(message.usage.input_tokens),
        cacheRead: counted(message.usage.cache_read_input_tokens),
        cacheWrite: counted(message.usage.cache_creation_input_tokens),
        output: counted(message.usage.output_tokens),
      }
      if (message.stop_reason === 'refusal') return { outcome: 'refused', usage }
      if (message.stop_reason === 'max_tokens') return { outcome: 'cut_off', usage }
      const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
      return { outcome: 'answered', text, usage }
    } catch (error) {
      return failure(error)
    }
  },
})

/** Whatever speaks the Messages API counts as it likes, or not at all: a ledger holds no nonsense. */
const counted = (tokens: unknown): number =>
  typeof tokens === 'number' && tokens > 0 ? Math.min(Math.ceil(tokens), 10_000_000) : 0

/** Never reached, so never billed. */
const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

function failure(error: unknown): Answer {
  const { status, headers } = error as { status?: number; headers?: Headers }
  // Too many requests, ours or everybody's (529), is a request to wait, whether or not it says how long.
  const wait = Number(headers?.get('retry-after')) || (status === 429 || status === 529 ? 1 : 0)
  if (wait > 0 && status !== undefined) return { outcome: 'busy', wait }
  if (status === undefined)
    return { outcome: causes(error).some((code) => UNREACHED.includes(code)) ? 'broken' : 'lost' }
  return status >= 500 ? { outcome: 'broken' } : { outcome: 'rejected', error }
}

function causes(error: unknown): string[] {
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return [String(code), ...(cause ? causes(cause) : [])]
}
