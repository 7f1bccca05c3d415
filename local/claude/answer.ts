import { draft } from './drafter/draft.ts'
import type { ClaudeFault } from './faults.ts'
import type { MessageRequest } from './request.ts'
import { tokensOf } from './tokens.ts'

export type Answer = { text: string; stopReason: 'end_turn' | 'max_tokens' | 'refusal'; why: string | null }

/** Replaces the drafter: a string is the answer verbatim, an object its JSON, valid or not. */
export type Script = (request: MessageRequest) => string | object | Promise<string | object>

export async function answer(
  request: MessageRequest,
  script: Script | undefined,
  fault: ClaudeFault['kind'] | undefined,
): Promise<Answer> {
  if (fault === 'refusal') return { text: '', stopReason: 'refusal', why: 'The request was declined.' }
  if (fault === 'prose') return clip(prose, request.max_tokens)

  const said = script ? await script(request) : draft(request)
  const text = typeof said === 'string' ? said : JSON.stringify(said)
  return clip(text, fault === 'cut_off' ? Math.floor(tokensOf(text) / 2) : request.max_tokens)
}

const prose =
  'Of course! I have read the conversation carefully and would answer it warmly, covering each point in turn. Shall I go on?'

function clip(text: string, maxTokens: number): Answer {
  if (tokensOf(text) <= maxTokens) return { text, stopReason: 'end_turn', why: null }

  const room = new Uint8Array(maxTokens * 4)
  const { read } = new TextEncoder().encodeInto(text, room)
  return { text: text.slice(0, read), stopReason: 'max_tokens', why: null }
}
