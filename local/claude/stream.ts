import type { Message } from './message.ts'

/** Anthropic: streaming messages. The whole answer is known, so the stream is a replay of it in small pieces. */
export function stream(message: Message, requestId: string): Response {
  const body = events(message)
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join('')
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'request-id': requestId,
    },
  })
}

function events({ content, stop_reason, stop_sequence, stop_details, usage, ...start }: Message) {
  const { output_tokens, output_tokens_details, server_tool_use, input_tokens } = usage
  const { cache_creation_input_tokens, cache_read_input_tokens } = usage
  const open = { ...start, content: [], stop_reason: null, stop_sequence: null, stop_details: null }

  return [
    { type: 'message_start', message: { ...open, usage: { ...usage, output_tokens: Math.min(output_tokens, 1) } } },
    { type: 'ping' },
    ...content.flatMap(({ text }, index) => [
      { type: 'content_block_start', index, content_block: { type: 'text', text: '', citations: null } },
      ...pieces(text).map((piece) => ({
        type: 'content_block_delta',
        index,
        delta: { type: 'text_delta', text: piece },
      })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason, stop_sequence, stop_details, container: null },
      usage: {
        input_tokens,
        cache_creation_input_tokens,
        cache_read_input_tokens,
        output_tokens,
        output_tokens_details,
        server_tool_use,
      },
    },
    { type: 'message_stop' },
  ]
}

function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,24}/gu) ?? []
}
