import type { Answer } from './answer.ts'
import type { InputUsage } from './cache.ts'
import { tokensOf } from './tokens.ts'

export type Message = ReturnType<typeof messageOf>

/** A finished message with every field the SDK's `Message` declares. */
export function messageOf(id: string, model: string, answer: Answer, input: InputUsage) {
  return {
    id,
    type: 'message' as const,
    role: 'assistant' as const,
    model,
    content: answer.text === '' ? [] : [{ type: 'text' as const, text: answer.text, citations: null }],
    stop_reason: answer.stopReason,
    stop_sequence: null,
    stop_details:
      answer.stopReason === 'refusal' ? { type: 'refusal' as const, category: null, explanation: answer.why } : null,
    container: null,
    diagnostics: null,
    usage: {
      ...input,
      output_tokens: tokensOf(answer.text),
      output_tokens_details: { thinking_tokens: 0 },
      server_tool_use: null,
      service_tier: 'standard' as const,
      inference_geo: null,
      speed: null,
    },
  }
}
