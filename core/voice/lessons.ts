import { languageOf } from '../claims/languages.ts'
import { MANNERS } from './manners.ts'
import { type Parts, partsOf, wordsIn } from './parts.ts'
import type { Memory } from './schema.ts'
import { type Point, worded } from './wording.ts'

export type Lesson = { lesson: NonNullable<Memory['lesson']>; language: string; body: string }

const LONG = 40
const LIST = /^(?:[-*•–]|\d{1,2}[.)]) \S/gmu

/**
 * What a person's edit says of how they write: never more than that. A lesson is put together from a closed list of
 * points and forms; no sentence of a mail, and none of a model, gets into it, so nobody who writes to them can have
 * anything remembered (law 4). The one thing quoted is a sign-off they have put there themselves.
 */
export function lessonsOf(written: string, sent: string, language: string, locale: string): Lesson[] {
  const spoken = languageOf(sent) || language
  const before = partsOf(written, spoken)
  const after = partsOf(sent, spoken)
  const translated = (languageOf(written) || spoken) !== spoken
  if (written === sent || translated || after.main === '') return []

  return pointsOf({ text: written, ...before }, { text: sent, ...after }, spoken).map((point) => ({
    lesson: point.lesson,
    // What holds in every language is said, and kept, once.
    language: point.ofLanguage ? spoken : '',
    body: worded(point, spoken, locale),
  }))
}

type Side = Parts & { text: string }

function pointsOf(before: Side, after: Side, language: string): Point[] {
  const points: Point[] = []
  if (after.greeting && differ(before.greeting, after.greeting))
    points.push({ lesson: 'greeting', ofLanguage: true, form: after.greeting })
  // What the model had written somewhere is not their word, even where it has come to stand at the end.
  if (after.signOff && !plain(before.text).includes(plain(after.signOff)))
    points.push({ lesson: 'sign_off', ofLanguage: true, form: after.signOff })
  if (after.formality && before.formality && after.formality !== before.formality)
    points.push({ lesson: 'formality', ofLanguage: true, form: after.formality })
  if (wordsIn(before.main) >= LONG && wordsIn(after.main) <= wordsIn(before.main) * 0.6)
    points.push({ lesson: 'length', ofLanguage: false, form: '' })
  if (before.main.includes('!') && !after.main.includes('!'))
    points.push({ lesson: 'exclamations', ofLanguage: false, form: '' })
  if ((before.main.match(LIST)?.length ?? 0) >= 2 && !after.main.match(LIST))
    points.push({ lesson: 'lists', ofLanguage: false, form: '' })
  const manners = MANNERS[language]
  for (const lesson of ['thanks', 'wellbeing', 'offer'] as const) {
    const sentence = manners?.[lesson]
    if (sentence?.test(before.main) && !sentence.test(after.main)) points.push({ lesson, ofLanguage: false, form: '' })
  }
  return points
}

/** Commas and capitals are no manners. */
const differ = (one: string, other: string) => plain(one) !== plain(other)
const plain = (form: string) =>
  form
    .toLowerCase()
    .replace(/[^\p{L}\s[\]]/gu, '')
    .trim()
