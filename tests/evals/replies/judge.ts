import * as z from 'zod'
import { ask } from '../../../core/models/ask.ts'
import { quote } from '../../../core/models/quote.ts'
import type { Metered } from '../../../core/models/schema.ts'
import { transcript } from '../../../core/threads/transcript.ts'
import { briefOf } from './brief.ts'
import type { Case } from './cases.ts'
import { JUDGE } from './judge.prompt.ts'

const Verdict = z.strictObject({
  faithful: z.boolean(),
  unsupported: z.array(z.string()),
  unanswered: z.array(z.string()),
  deletable: z.array(z.string()),
  tone: z.enum(['fitting', 'too_cold', 'too_warm', 'too_familiar', 'too_stiff']),
})
export type Verdict = z.infer<typeof Verdict>

/** What a model thinks of a reply. It is not told whose it is, nor what else it was compared with. */
export function judgeReply(context: Metered, one: Case, body: string): Promise<Verdict> {
  const { message, allowance, conversation } = briefOf(one)
  const known = one.passages.map(({ title, text }) => `<passage title="${quote(title)}">\n${quote(text)}\n</passage>`)
  return ask(context, {
    task: 'judge',
    client: message.client_id,
    message: message.id,
    allowance,
    system: JUDGE,
    prompt: [
      '<passages>',
      ...known,
      '</passages>',
      transcript(conversation),
      '<asks>',
      ...one.asks.map((asked) => `<ask>${quote(asked)}</ask>`),
      '</asks>',
      `<reply>\n${quote(body)}\n</reply>`,
    ].join('\n'),
    texts: [],
    schema: Verdict,
    maxTokens: 1500,
  })
}
