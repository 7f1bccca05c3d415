import type { Ask } from './asks.ts'
import { contentWords } from './concepts.ts'
import { fold } from './fold.ts'
import { hasLink, isInjection } from './injection.ts'
import type { Kind } from './kinds.ts'
import { detectLanguage, type Language } from './language.ts'
import { isThanks } from './moods.ts'
import { ownText } from './own.ts'
import { isRequest } from './patterns.ts'
import type { Prompt } from './prompt.ts'
import { sentences } from './sentences.ts'

type Source = 'passage' | 'own' | 'theirs' | 'instruction'
export type Fact = { text: string; source: Source; id: string; language: Language }

/** Every statement the prompt offers to answer from; mail that still waits for an answer answers nothing. */
function factsIn({ passages, mails, answers, instruction }: Prompt): Fact[] {
  const answered = mails.slice(0, mails.findLastIndex(({ inbound }) => !inbound) + 1)
  return [
    ...[instruction, ...answers].flatMap((text) => statements('instruction', '', text)),
    ...passages.flatMap(({ id, text }) => statements('passage', id, text)),
    ...answered.reverse().flatMap(({ inbound, text }) => statements(inbound ? 'theirs' : 'own', '', ownText(text))),
  ]
}

function statements(source: Source, id: string, text: string): Fact[] {
  const language = detectLanguage(text)
  return sentences(text)
    .map((sentence) => sentence.replace(/^([-*•]|\d+[.)])\s+/, ''))
    .filter((sentence) => sentence.length >= 12 && sentence.length <= 320 && !/[?:,]$/.test(sentence))
    .filter((sentence) => !hasLink(sentence) && !isInjection(sentence))
    .filter(
      (sentence) => source === 'passage' || source === 'instruction' || !(isRequest(sentence) || isThanks(sentence)),
    )
    .map((sentence) => ({ text: sentence, source, id, language }))
}

const unanswerable: Kind[] = ['document', 'review', 'status', 'confirm']

/** How much of a question a statement must share before it counts as its answer; people's own words count less. */
const share: Record<Source, number> = { instruction: 0.34, passage: 0.4, own: 0.5, theirs: 0.65 }

/** The statement that answers an ask, or undefined: better an open question than a likely-sounding fact. */
export function recall({ text, kind, before }: Ask, prompt: Prompt): Fact | undefined {
  if (unanswerable.includes(kind)) return

  const asked = contentWords(text)
  const context = contentWords(`${before} ${prompt.subject}`)
  const titles = new Map(prompt.passages.map(({ id, title }) => [id, contentWords(title)]))

  const scored = factsIn(prompt)
    .filter((fact) => fits(fact.text, kind))
    .map((fact) => {
      const words = contentWords(fact.text)
      const title = titles.get(fact.id) ?? new Set<string>()
      const direct = count(asked, (word) => words.has(word))
      const shared = count(asked, (word) => words.has(word) || title.has(word))
      const around = count(context, (word) => !asked.has(word) && (words.has(word) || title.has(word)))
      const enough =
        direct >= 1 && shared + Math.min(around, 1) >= 2 && shared / Math.max(asked.size, 1) >= share[fact.source]
      const figure = (kind === 'time' || kind === 'price') && /\d/.test(fact.text) ? 0.75 : 0
      return { fact, enough, score: shared + direct * 0.5 + around * 0.25 + figure }
    })
    .filter(({ enough }) => enough)
    .sort((one, other) => other.score - one.score)
  return scored[0]?.fact
}

// A price needs a figure, a date needs a time; otherwise the sentence merely talks about it.
function fits(sentence: string, kind: Kind): boolean {
  const folded = fold(sentence)
  if (kind === 'price')
    return /\d|\b(free|no charge|included|kostenlos|kostenfrei|gratis|gratuit|gratuito|offert|besplatn)/.test(folded)
  if (kind === 'meeting' && contentWords(sentence).has('#cost')) return false
  if (kind === 'time' || kind === 'meeting') return /\d/.test(folded) || spans.test(folded)
  return true
}

const spans =
  /\b(day|week|month|year|hour|minute|monday|tuesday|wednesday|thursday|friday|immediately|tag|woche|monat|jahr|stunde|montag|dienstag|mittwoch|donnerstag|freitag|jour|semaine|mois|heure|lundi|mardi|mercredi|jeudi|vendredi|dia|semana|mes|hora|lunes|martes|miercoles|jueves|viernes|giorn|settiman|mese|mesi|ora|ore|lunedi|martedi|mercoledi|giovedi|venerdi|segunda|terca|quarta|quinta|sexta|dag|maand|jaar|uur|maandag|dinsdag|woensdag|donderdag|vrijdag|dan|dana|tjed|mjesec|godin|sat|ponedjelj|utor|srijed|cetvrt|petak)/

function count(words: Set<string>, matches: (word: string) => boolean): number {
  return [...words].filter(matches).length
}
