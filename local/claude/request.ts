import * as z from 'zod'

const CacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })

const Block = z
  .looseObject({ type: z.string(), cache_control: CacheControl.nullish() })
  .refine((block) => block.type !== 'text' || (typeof block.text === 'string' && block.text !== ''), {
    message: 'text content blocks must be non-empty',
  })

const TextBlock = z.looseObject({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  cache_control: CacheControl.nullish(),
})

const Turn = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: z.union([z.string().min(1), z.array(Block).min(1)]),
})

const Format = z.strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })

const Prompt = z.strictObject({
  model: z.string().min(1),
  messages: z.array(Turn).min(1, 'at least one message is required'),
  system: z.union([z.string(), z.array(TextBlock)]).optional(),
  tools: z.array(z.looseObject({ name: z.string().optional(), cache_control: CacheControl.nullish() })).optional(),
  tool_choice: z.looseObject({ type: z.string() }).optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
  output_config: z
    .strictObject({ format: Format.nullish(), effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish() })
    .optional(),
  cache_control: CacheControl.nullish(),
})

/** Unknown fields are refused by name, as the real API does. */
export const CountRequest = Prompt

/** The body of `POST /v1/messages`, as far as the emulator acts on it. */
export const MessageRequest = z.strictObject({
  ...Prompt.shape,
  max_tokens: z.int().min(1),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string().min(1)).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  metadata: z.looseObject({ user_id: z.string().max(512).nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  inference_geo: z.string().nullish(),
  container: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
})

export type CountRequest = z.infer<typeof CountRequest>
export type MessageRequest = z.infer<typeof MessageRequest>
export type PromptBlock = z.infer<typeof Block>
