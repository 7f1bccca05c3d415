import type { CountRequest, PromptBlock } from './request.ts'

/** One cacheable unit of a prompt, in the order the model reads it: tools, system, messages. */
export type Unit = { content: string; tokens: number; ttl: '5m' | '1h' | undefined }

type Marked = { cache_control?: PromptBlock['cache_control']; [key: string]: unknown }

/** About four bytes a token: stable and monotone, which is all the accounting needs. */
export function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4)
}

export function unitsOf({ tools = [], system = [], messages, cache_control }: CountRequest): Unit[] {
  const units = [
    ...tools.map((tool) => unit('tool', tool)),
    ...blocksOf(system).map((block) => unit('system', block)),
    ...messages.flatMap(({ role, content }) => blocksOf(content).map((block) => unit(role, block))),
  ]
  const last = units.at(-1)
  if (cache_control && last) last.ttl ??= cache_control.ttl ?? '5m'
  return units
}

function blocksOf(content: string | PromptBlock[]): PromptBlock[] {
  return typeof content === 'string' ? (content ? [{ type: 'text', text: content }] : []) : content
}

// The marker is not part of the content, so moving a breakpoint forward still hits what was cached before it.
function unit(role: string, { cache_control, ...block }: Marked): Unit {
  const content = JSON.stringify([role, block])
  const text = typeof block.text === 'string' ? block.text : content
  return { content, tokens: tokensOf(text) + 3, ttl: cache_control ? (cache_control.ttl ?? '5m') : undefined }
}
