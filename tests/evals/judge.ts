import * as z from 'zod'
import type { Found } from '../../core/knowledge/schema.ts'
import { ask } from '../../core/models/ask.ts'
import { legible } from '../../core/models/legible.ts'
import { quote } from '../../core/models/quote.ts'
import type { Metered } from '../../core/models/schema.ts'
import { openVault } from '../../core/models/vault.ts'
import type { Brief } from '../../core/threads/brief.ts'
import { conceal } from '../../core/threads/conceal.ts'
import { shownIn, transcript } from '../../core/threads/transcript.ts'
import { JUDGE } from './judge.prompt.ts'

const Verdict = z.strictObject({
  faithful: z.boolean(),
  unsupported: z.array(z.string()),
  unanswered: z.array(z.string()),
  deletable: z.array(z.string()),
  tone: z.enum(['fitting', 'too_cold', 'too_warm', 'too_familiar', 'too_stiff']),
})
export type Verdict = z.infer<typeof Verdict>

/** What a reply is judged against: the conversation, the passages its writer had, and what is known to have been asked. */
type Material = { brief: Brief; passages: Found[]; asks: string[] }

/** What a model thinks of a reply. It is not told whose it is, nor what else it was compared with. */
export function judgeReply(context: Metered, { brief, passages, asks }: Material, body: string): Promise<Verdict> {
  const { message, allowance, conversation, rules } = brief
  const vault = openVault()
  const shown = (text: string) => quote(vault.hide(legible(text)))
  // What its people have laid down has been said, too.
  const laidDown = rules.map(({ name, body }) => ({ title: name || 'Rule', body }))
  const known = [...passages, ...laidDown].map(
    ({ title, body }) => `<passage title="${shown(title)}">\n${shown(body)}\n</passage>`,
  )
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
      transcript(conceal(conversation, vault)),
      '<asks>',
      ...asks.map((asked) => `<ask>${shown(asked)}</ask>`),
      '</asks>',
      `<reply>\n${shown(body)}\n</reply>`,
    ].join('\n'),
    texts: [
      ...shownIn(conversation),
      ...passages.map(({ id }) => ({ kind: 'passage' as const, id })),
      ...rules.map(({ id }) => ({ kind: 'rule' as const, id })),
    ],
    schema: Verdict,
    maxTokens: 1500,
  })
}
