import { checkBody } from '../../../core/drafts/check-body.ts'
import { evidenceOf, momentIn } from '../../../core/drafts/evidence.ts'
import type { Written } from '../../../core/drafts/write.ts'
import { briefOf, passagesOf } from './brief.ts'
import { type Case, isWithheld } from './cases.ts'

/** What code finds wrong with a reply. `unsupported` is all that the product itself knows of; the rest knows the case. */
export const FAULTS = [
  'no_reply',
  'language',
  'unsupported',
  'forbidden',
  'not_asked',
  'form',
  'placeholder',
  'length',
] as const
export type Fault = (typeof FAULTS)[number]

export type Reply = Pick<Written, 'language' | 'body' | 'questions' | 'claims'>

const PLACEHOLDER = /\[[^\]\n]*\]|\{\{|<\w+>|_{3}|\b(?:XX+|TBD|TBA)\b/
const MOST_CHARACTERS = 1800

export function faultsOf(one: Case, { language, body, questions, claims }: Reply): Fault[] {
  const holds: Record<Fault, boolean> = {
    no_reply: body === '',
    language: language !== one.language,
    unsupported: claims.some(({ source }) => source === null),
    forbidden: one.forbidden.some((words) => body.toLowerCase().includes(words.toLowerCase())),
    not_asked: isWithheld(one) && questions.length === 0,
    form: !hasForm(body, one.professional),
    placeholder: PLACEHOLDER.test(body),
    length: body.length < 40 || body.length > MOST_CHARACTERS,
  }
  return FAULTS.filter((fault) => holds[fault])
}

/** A salutation to begin with, the professional's name to end with, and something between them. */
function hasForm(body: string, professional: string): boolean {
  const paragraphs = body.split(/\n\s*\n/)
  const [salutation = ''] = paragraphs
  return paragraphs.length >= 3 && salutation.length <= 60 && /[,:!]$/.test(salutation) && body.endsWith(professional)
}

const SALUTATIONS = { en: 'Hello,', de: 'Guten Tag,', fr: 'Bonjour,', es: 'Buenos días:' }

/** A reply somebody has written, as the product would have found it: with the source of everything it says. */
function replyOf(one: Case, words: string, questions: Reply['questions']): Reply {
  const { language } = one
  const body = `${SALUTATIONS[language]}\n\n${words}\n\n${one.professional}`
  const claims = checkBody(body, language, evidenceOf(briefOf(one), passagesOf(one), {}), momentIn('Europe/Berlin'))
  return { language, body, questions, claims }
}

export const honestReply = (one: Case): Reply =>
  replyOf(one, one.honest, isWithheld(one) ? one.asks.slice(-1).map((question) => ({ question, options: [] })) : [])

export const fallenReply = (one: Case): Reply => replyOf(one, one.fallen, [])
