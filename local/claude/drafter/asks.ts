import { fold } from './fold.ts'
import { hasLink, isInjection } from './injection.ts'
import type { Kind } from './kinds.ts'
import { isPleasantry, isRequest, kindOf } from './patterns.ts'
import { sentences } from './sentences.ts'

/** One thing the sender wants; `before` is the sentence leading up to it, for questions like "How much is that?". */
export type Ask = { text: string; kind: Kind; before: string }

/** The questions and requests of a mail, in order, without courtesies and without what is aimed at a machine. */
export function asksIn(text: string): Ask[] {
  const all = sentences(text)
  const asks = all.flatMap((sentence, index): Ask[] => {
    const bare = withoutGreeting(sentence)
    if (isInjection(bare) || hasLink(bare) || isPleasantry(bare)) return []
    const question = /[?؟][\s"»”)]*$/.test(bare)
    if (!question && !isRequest(bare)) return []
    return [{ text: bare, kind: kindOf(bare, question), before: all[index - 1] ?? '' }]
  })
  return asks.filter(({ text: one }, index) => asks.findIndex((each) => fold(each.text) === fold(one)) === index)
}

const greeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day|evening)|hallo|guten (tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|ch[eè]re?|hola|buen[oa]s (d[ií]as|tardes)|estimad[oa]|buongiorno|buonasera|ciao|gentile|ol[aá]|bom dia|boa tarde|car[oa]|prezad[oa]|beste|geachte|dag|goedendag|dobar dan|po[sš]tovan[ai]|pozdrav|bok)\b[^,!:?]{0,40}[,!:]\s*/i

function withoutGreeting(sentence: string): string {
  const rest = sentence.replace(/^([-*•]|\d+[.)])\s+/, '').replace(greeting, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}
