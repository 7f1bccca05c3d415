import { parseMessage } from '../../core/mailboxes/parse.ts'
import type { Judgeable, Owner } from '../../core/threads/judgeable.ts'
import { RULES, type Rule } from '../../core/threads/rules.ts'
import { type Letter, letter } from './letters.ts'

/** A professional of a firm who also has an address at Gmail. */
const ADA: Owner = {
  address: 'ada@quill.example',
  aliases: ['office@quill.example', 'ada.quill@gmail.com'],
  letters: 'hello@assistantai.example',
}

type Facts = Partial<Pick<Judgeable, 'acquaintance' | 'continues'>>
export type Wrote = Partial<Letter> & Facts & { parts?: string }

/** The rule that decides about a letter as it crosses the wire; undefined when a model has to. */
export const ruleFor = ({ acquaintance = 'never', continues = false, ...wrote }: Wrote, owner = ADA) =>
  judgeRaw(sourceOf(wrote), owner, { acquaintance, continues })

export async function judgeRaw(raw: string | Uint8Array, owner = ADA, facts: Facts = {}): Promise<Rule | undefined> {
  const message = await parseMessage({
    id: 'a',
    threadId: 'a',
    labels: ['INBOX'],
    receivedAt: new Date('2026-11-20T10:00:00Z'),
    snippet: '',
    raw: Buffer.from(raw),
  })
  const strange = { acquaintance: 'never', continues: false } as const
  const judgeable = { ...message, attachments: message.attachments.length, ...strange, ...facts }
  return RULES.find(({ applies }) => applies(judgeable, owner))
}

/** `parts` become the body of a multipart message; the headers must name the boundary "b". */
function sourceOf({ parts, ...wrote }: Omit<Wrote, keyof Facts>): string {
  const usual = { from: 'Bo Client <bo@client.example>', to: 'Ada Quill <ada@quill.example>' }
  return letter({ ...usual, ...wrote, ...(parts && { body: parts }) })
}
