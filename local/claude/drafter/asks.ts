import { fold } from './fold.ts'
import { hasLink, isInjection } from './injection.ts'
import type { Kind } from './kinds.ts'
import { isChaser, isPleasantry, isRequest, kindOf } from './patterns.ts'
import { sentences } from './sentences.ts'

/** One thing the sender wants; `before` is the sentence leading up to it, for questions like "How much is that?". */
export type Ask = { text: string; kind: Kind; before: string }

/** The questions and requests of a mail, in order, without courtesies and without what is aimed at a machine. */
export function asksIn(text: string): Ask[] {
  const all = sentences(text)
  const asks = all.flatMap((sentence, index): Ask[] => {
    const bare = withoutGreeting(sentence)
    if (isInjection(bare) || hasLink(bare) || isPleasantry(bare)) return []
    const before = all[index - 1] ?? ''
    const listed = itemsOf(bare)
    if (listed.length === 0 && !/[?؟][\s"»”)]*$/.test(bare)) {
      return isRequest(bare) ? [{ text: bare, kind: kindOf(bare, false), before }] : []
    }
    return (listed.length > 0 ? listed : clauses(bare)).map((text) => ({ text, kind: kindOf(text, true), before }))
  })
  const questions = asks.some(({ text: each }) => each.endsWith('?'))
  const courtesies = (ask: Ask) => (ask.kind === 'request' && answerPlease.test(fold(ask.text))) || isChaser(ask.text)
  return asks
    .filter(({ text: one }, index) => asks.findIndex((each) => fold(each.text) === fold(one)) === index)
    .filter((ask) => !(questions && !ask.text.endsWith('?') && courtesies(ask)))
}

const greeting =
  /^(hi|hello|hey|dear|good (morning|afternoon|day|evening)|hallo|guten (tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|bonjour|bonsoir|ch[eè]re?|hola|buen[oa]s (d[ií]as|tardes)|estimad[oa]|buongiorno|buonasera|ciao|gentile|ol[aá]|bom dia|boa tarde|car[oa]|prezad[oa]|beste|geachte|dag|goedendag|dobar dan|po[sš]tovan[ai]|pozdrav|bok)\b[^,!:?]{0,40}[,!:]\s*/i

function withoutGreeting(sentence: string): string {
  const rest = sentence
    .replace(/^([-*•]|\d+[.)])\s+/, '')
    .replace(greeting, '')
    .replace(/^(and|und|et)\s+/i, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

// "Please let me know" after a question is not a second ask.
const answerPlease =
  /\b(let (me|us) know|bescheid|ruckmeldung|faites-moi savoir|tenez-moi|hagame saber|indiqueme|digame|faccia sapere|diga-me|laat .{0,12}weten|javite)\b/

// "I want to know three things: …; …; and …"
function itemsOf(request: string): string[] {
  const [, list = ''] = /:\s(.+;.+)$/.exec(request) ?? []
  if (!list || !isRequest(request)) return []
  return list
    .split(';')
    .map((item) => sentence(item.replace(/^\s*(and|und|et|y|e|en|i)\s+/i, '').replace(/[.?!]$/, ''), '?'))
}

// "…, and how much …?" asks twice; each half gets its own answer.
function clauses(question: string): string[] {
  const parts = question.split(joint)
  const [end = '?'] = /\s?\?/.exec(question) ?? []
  const whole = parts.length < 2 || parts.some((part) => part.split(/\s+/).length < 4)
  return whole ? [question] : parts.map((part, index) => sentence(part, index < parts.length - 1 ? end : ''))
}

const joint =
  /,?\s+(?:and|und|et|y|e|en|i)\s+(?=(?:roughly |approximately |about |also |ungefähr |etwa |environ )?(?:is|are|do|does|did|can|could|what|how|when|where|who|why|may|should|would|will|ist|sind|kann|können|muss|darf|soll|was|wie|wann|wo|wer|welche|gibt|comment|quand|combien|quel|quelle|est-ce|peut|dois|puis|faut|à partir|cuánto|cuándo|qué|cómo|dónde|puedo|puede|debo|tengo|hay|quanto|quando|come|cosa|dove|posso|devo|è|c’è|como|onde|é|há|wat|wanneer|hoe|waar|moet|kada|kako|koliko|što|gdje|mogu|moram|je li|da li|treba)\s)/i

function sentence(part: string, end: string): string {
  const text = part.trim().replace(/^[¿¡]/, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`
}
