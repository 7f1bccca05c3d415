import type { Ask } from './asks.ts'
import type { Language } from './language.ts'
import { phrases } from './phrases/phrases.ts'
import type { Prompt } from './prompt.ts'
import { type Fact, recall } from './recall.ts'
import type { vary } from './vary.ts'

/** `grouped` says that the open questions were already named together. */
type Answers = { paragraphs: string[]; missing: Ask[]; grouped: boolean; cited: string[] }

/** One paragraph for each ask in turn; general questions without an answer share one. */
export function answer(asks: Ask[], prompt: Prompt, language: Language, pick: ReturnType<typeof vary>): Answers {
  const say = phrases[language]
  const known = asks.map((ask) => ({ ask, fact: recall(ask, prompt) }))
  const missing = known.filter(({ fact }) => !fact).map(({ ask }) => ask)
  const general = missing.filter(({ kind }) => kind === 'question' || kind === 'request')
  const turns = new Map<string, number>()
  const turn = (key: string) => {
    const now = turns.get(key) ?? 0
    turns.set(key, now + 1)
    return now
  }

  const paragraphs = known.map(({ ask, fact }) => {
    if (fact) return turn(fact.text) > 0 ? '' : stated(ask, fact, turn(fact.source))
    if (general.length > 1 && general.includes(ask)) return turn('general') > 0 ? '' : postponed(general)
    const at = turn(ask.kind)
    if (at >= say.unknown[ask.kind].length) return ''
    const honest = pick(say.unknown[ask.kind], at)
    return ask.kind === 'question' ? `${say.asked(say.quote(clip(ask.text)))} ${honest}` : honest
  })

  function postponed(several: Ask[]): string {
    const quotes = several.map(({ text }) => say.quote(clip(text)))
    return pick(say.together)(`${quotes.join(', ')}${/[.?!]\P{L}*$/u.test(quotes.at(-1) ?? '') ? '' : '.'}`)
  }

  function stated({ text, kind }: Ask, fact: Fact, at: number): string {
    const sentence = /[.!…)]$/.test(fact.text) ? fact.text : `${fact.text}.`
    if (fact.source === 'theirs') return say.theirs(say.quote(fact.text))
    if (fact.source !== 'instruction' && fact.language !== language) return say.records(say.quote(fact.text))
    if (fact.source === 'own') return at === 0 ? `${pick(say.own)} ${sentence}` : sentence
    if (asks.length < 2) return `${pick(say.lead)} ${sentence}`
    if (kind === 'price' || kind === 'time' || kind === 'meeting') return `${say.on[kind]} ${sentence}`
    return text.length <= 140 ? `${say.asked(say.quote(text))} ${sentence}` : `${say.on.other} ${sentence}`
  }

  return {
    paragraphs: paragraphs.filter(Boolean),
    missing,
    grouped: general.length > 1,
    cited: [...new Set(known.flatMap(({ fact }) => (fact?.id ? [fact.id] : [])))],
  }
}

function clip(text: string): string {
  return text.length <= 140 ? text : `${text.slice(0, 130).replace(/\s+\S*$/, '')} …`
}
