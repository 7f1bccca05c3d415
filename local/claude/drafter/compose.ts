import { answer } from './answers.ts'
import { type Ask, asksIn } from './asks.ts'
import { detectLanguage, type Language, languages } from './language.ts'
import { isComplaint, isThanks, mentionsAttachment } from './moods.ts'
import { ownText } from './own.ts'
import { phrases } from './phrases/phrases.ts'
import type { Phrases } from './phrases/wording.ts'
import type { Mail, Prompt } from './prompt.ts'
import { firstName, salutation } from './salutation.ts'
import { signOff } from './signOff.ts'
import { vary } from './vary.ts'
import { wishesIn } from './wishes.ts'

export type Draft = { language: Language; body: string; questions: string[]; citations: string[] }

/** Answers each question from what the prompt holds, says honestly what is missing, and closes in the house's manner. */
export function compose(prompt: Prompt): Draft {
  const { business, mails, subject } = prompt
  const mail = mails.findLast(({ inbound }) => inbound) ?? { inbound: true, name: '', address: '', text: '' }
  const text = ownText(mail.text)
  const history = mails.filter((each) => each !== mail).map((each) => ownText(each.text))
  const language = detectLanguage(text, `${subject} ${text}`, history.join('\n'))
  const say = phrases[language]
  const home = phrases[languages.find((each) => each === business.language) ?? language]
  const pick = vary(`${mail.address}\n${subject}\n${text}`)
  const wishes = wishesIn([...prompt.rules, prompt.instruction].join('\n'), business.tone)

  const asks = wishes.decline ? [] : pending(mails, subject)
  const { paragraphs, missing, grouped, cited } = answer(asks, prompt, language, pick)
  const reply = wishes.decline
    ? [pick(say.decline)]
    : asks.length > 0
      ? paragraphs
      : [pick(isThanks(text) ? say.welcome : say.acknowledge)]

  const body = [
    salutation(mail.name, wishes.formal, say),
    ...(wishes.shorter ? [] : [opening(prompt, mail, text, say, pick)]),
    ...reply,
    ...(wishes.propose && !wishes.decline ? [pick(say.propose)] : []),
    ...(wishes.shorter ? [] : [missing.length > 1 && !grouped ? pick(say.open) : pick(say.closing, 1)]),
    signOff(business.signOff, business.professional, language),
  ]

  return {
    language,
    body: body.join('\n\n'),
    questions: missing.map(({ text: asked }) => home.missing(firstName(mail.name), say.quote(asked))),
    citations: cited,
  }
}

/** What has been asked since the professional last wrote; the subject speaks where the mail is empty. */
function pending(mails: Mail[], subject: string): Ask[] {
  const waiting = mails.slice(mails.findLastIndex(({ inbound }) => !inbound) + 1)
  const texts = (waiting.length > 0 ? waiting : mails.filter(({ inbound }) => inbound).slice(-1)).map(({ text }) =>
    ownText(text),
  )
  return asksIn(texts.some(Boolean) ? texts.join('\n\n') : subject).slice(0, 6)
}

function opening({ mails, subject }: Prompt, mail: Mail, text: string, say: Phrases, pick: ReturnType<typeof vary>) {
  const about = subject.replace(/^(\s*(re|aw|fwd?|wg|sv|tr|rv|r|i|enc|antw|odg|vs)\s*:\s*)+/i, '').trim()
  const plain = about.length >= 8 && about.length <= 60 && /^[\p{L}\p{N} ,.'’&()/-]+$/u.test(about)
  const figures = text.match(/\d[\d.,/-]+/g) ?? []
  const first = isComplaint(text)
    ? pick(say.sorry)
    : mails.some(({ inbound }) => !inbound)
      ? pick(say.again)
      : plain && (text === '' || pick([true, false, true, false, false], mail.name.length))
        ? say.about(say.quote(about))
        : pick(say.thanks)

  if (mentionsAttachment(text)) return `${first} ${pick(say.noted.attachment)}`
  return figures.length > 1 ? `${first} ${pick(say.noted.figures)}` : first
}
