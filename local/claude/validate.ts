import type * as z from 'zod'
import type { ModelCard } from './models.ts'
import type { CountRequest, MessageRequest } from './request.ts'
import { unsupported } from './schema/unsupported.ts'

export type Fault = { type: 'invalid_request_error' | 'not_found_error'; message: string }

/** The first complaint in Anthropic's words, naming the field; undefined when the request may proceed. */
export function validate(request: MessageRequest | CountRequest, models: ModelCard[]): Fault | undefined {
  const model = models.find(({ id }) => id === request.model)
  if (!model) return { type: 'not_found_error', message: `model: ${request.model}` }

  const message = turns(request) ?? sampling(request, model) ?? caching(request) ?? format(request)
  return message === undefined ? undefined : { type: 'invalid_request_error', message }
}

/** `messages.0.content: Input should be …`: the dotted path first, one issue only. */
export function complaint({ issues: [first] }: z.ZodError): string {
  if (!first) return 'Invalid request'
  if (first.code === 'unrecognized_keys') {
    return `${[...first.path, first.keys[0]].join('.')}: Extra inputs are not permitted`
  }
  const missing = first.code === 'invalid_type' && first.input === undefined && /received undefined/.test(first.message)
  return `${first.path.join('.')}: ${missing ? 'Field required' : first.message}`
}

function turns({ messages }: CountRequest): string | undefined {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role'
  if (messages.at(-1)?.role === 'assistant') {
    return 'messages: This model does not support assistant message prefill. The conversation must end with a user message.'
  }
}

function sampling(request: MessageRequest | CountRequest, model: ModelCard): string | undefined {
  if (!('max_tokens' in request)) return
  if (request.max_tokens > model.maxTokens) {
    return `max_tokens: ${request.max_tokens} > ${model.maxTokens}, which is the maximum allowed number of output tokens for ${model.id}`
  }
  if (model.sampling) return
  const field = (['temperature', 'top_p', 'top_k'] as const).find((name) => request[name] !== undefined)
  if (field) return `${field}: \`${field}\` is not supported by ${model.id}`
}

function caching({ tools = [], system, messages }: CountRequest): string | undefined {
  const blocks = [
    ...tools,
    ...(Array.isArray(system) ? system : []),
    ...messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content)),
  ]
  const marks = blocks.filter((block) => block.cache_control).length
  if (marks > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`
}

function format({ output_config }: CountRequest): string | undefined {
  const schema = output_config?.format?.schema
  const fault = schema && unsupported(schema)
  if (fault) return `output_config.format.schema: ${fault}`
}
