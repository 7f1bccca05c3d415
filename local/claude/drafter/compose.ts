import { type Ask, asksIn } from './asks.ts'
import { detectLanguage, type Language } from './language.ts'
import { isComplaint, isThanks } from './moods.ts'
import { ownText } from './own.ts'
import { phrases } from './phrases/phrases.ts'
import type { Phrases } from './phrases/wording.ts'
import type { Prompt } from './prompt.ts'
import { type Fact, recall } from './recall.ts'
import { firstName, salutation } from './salutation.ts'
import { signOff } from './signOff.ts'
import { vary } from './vary.ts'
import { wishesIn } from './wishes.ts'

export type Draft = { language: Language; body: string; questions: string[]; citations: string[] }

/** Answers each question from what the prompt holds, says honestly what is missing, and closes in the house's manner. */
export function compose(prompt: Prompt): Draft {
  const { business, mails, subject } = prompt
  const mail = mails.findLast(({ inbound }) => inbound) ?? { name: '', text: '', address: '' }
  const text = ownText(mail.text)
  const earlier = mails.filter((each) => each !== mail).map((each) => ownText(each.text))
  const language = detectLanguage(text, `${subject} ${text}`, earlier.join('\n'))
  const say = phrases[language]
  const pick = vary(`${mail.address}\n${subject}\n${text}`)
  const wishes = wishesIn(prompt.instruction, business.tone)

  const answers = wishes.decline ? [] : answer(asksIn(text || subject), prompt, say, language, pick)
  const missing = answers.filter(({ fact }) => !fact)
  const mentioned =
    text === '' && subject !== '' && !asksIn(subject).length ? [say.about(say.quote(bare(subject)))] : []

  const paragraphs = [
    salutation(mail.name, wishes.formal, say),
    ...(wishes.shorter ? [] : mentioned.length ? mentioned : [opening(prompt, text, say, pick)]),
    ...(wishes.decline ? [pick(say.decline)] : answers.map(({ words }) => words)),
    ...(answers.length || wishes.decline ? [] : [pick(isThanks(text) ? say.welcome : say.acknowledge)]),
    ...(wishes.propose && !wishes.decline ? [pick(say.propose)] : []),
    ...(wishes.shorter ? [] : [missing.length > 1 ? pick(say.open) : pick(say.closing, 1)]),
    signOff(business.signOff, business.professional, language),
  ]

  return {
    language,
    body: paragraphs.join('\n\n'),
    questions: missing.map(({ ask }) => say.missing(firstName(mail.name), say.quote(ask.text))),
    citations: [...new Set(answers.flatMap(({ fact }) => (fact?.id ? [fact.id] : [])))],
  }
}

type Pick = ReturnType<typeof vary>
type Answered = { ask: Ask; fact: Fact | undefined; words: string }

function opening({ mails, subject }: Prompt, text: string, say: Phrases, pick: Pick): string {
  if (isComplaint(text)) return pick(say.sorry)
  if (mails.some(({ inbound }) => !inbound)) return pick(say.again)
  const about = bare(subject)
  const plain = about.length >= 8 && about.length <= 60 && /^[\p{L}\p{N} ,.'’&()/-]+$/u.test(about)
  return plain && pick(['about', 'thanks', 'thanks']) === 'about' ? say.about(say.quote(about)) : pick(say.thanks)
}

function bare(subject: string): string {
  return subject.replace(/^(\s*(re|aw|fwd?|wg|sv|tr|rv|r|i|enc|antw|odg|vs)\s*:\s*)+/i, '').trim()
}

function answer(asks: Ask[], prompt: Prompt, say: Phrases, language: Language, pick: Pick): Answered[] {
  const used = new Set<string>()
  const turns = new Map<string, number>()
  const several = asks.length > 1

  return asks.slice(0, 6).flatMap((ask): Answered[] => {
    const fact = recall(ask, prompt)
    if (fact) {
      if (used.has(fact.text)) return []
      used.add(fact.text)
      return [{ ask, fact, words: known(ask, fact, several, say, language, pick) }]
    }
    const turn = turns.get(ask.kind) ?? 0
    turns.set(ask.kind, turn + 1)
    const honest = pick(say.unknown[ask.kind], turn)
    const restated = several && ask.kind === 'question' && ask.text.length <= 110
    if (turn >= say.unknown[ask.kind].length) return [{ ask, fact, words: say.asked(say.quote(clip(ask.text))) }]
    return [{ ask, fact, words: restated ? `${say.asked(say.quote(ask.text))} ${honest}` : honest }]
  })
}

function known({ text, kind }: Ask, fact: Fact, several: boolean, say: Phrases, language: Language, pick: Pick) {
  const stated = /[.!…)]$/.test(fact.text) ? fact.text : `${fact.text}.`
  if (fact.source === 'theirs') return say.theirs(say.quote(fact.text))
  if (fact.source !== 'instruction' && fact.language !== language) return say.records(say.quote(fact.text))
  if (fact.source === 'own') return `${pick(say.own)} ${stated}`
  if (!several) return `${pick(say.lead)} ${stated}`
  if (kind === 'price' || kind === 'time' || kind === 'meeting') return `${say.on[kind]} ${stated}`
  return text.length <= 110 ? `${say.asked(say.quote(text))} ${stated}` : `${say.on.other} ${stated}`
}

function clip(text: string): string {
  return text.length <= 110 ? text : `${text.slice(0, 100).replace(/\s+\S*$/, '')} …`
}
