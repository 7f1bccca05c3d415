import { unaccented } from './fold.ts'
import { languageOf, wordsOf } from './languages.ts'
import { matters, type NamedMatter, otherClients } from './matters.ts'
import { perLanguage } from './pattern.ts'
import { sentences } from './promises.ts'
import type { Piece } from './schema.ts'
import { type Topic, topicsIn, vocabulary } from './topics.ts'
import type { Words } from './words.ts'

/** What was once written to somebody else: about what, and what it says. */
export type Letter = { about: string; text: string }

/** `elsewhere`: it is known to be another conversation's, and not only nothing of this one; of which letter, where it is one. */
type Mark = { text: string; elsewhere: boolean; letter: number | null }
/** What belongs to another conversation, and what may: its subject would have to say so. */
export type MixUp = { marks: Mark[]; open: Pick<Topic, 'text' | 'words'>[] }

const MOST_CHARACTERS = 50_000

/**
 * Where a reply speaks of what its reader has not come for: a matter said to be theirs that the conversation does not know
 * of; other clients at all; and what is in letters to others, or may be the subject of their conversations, and is neither
 * in this one nor in what the business knows.
 */
export function mixUps(reply: string, language: string, pieces: Piece[], letters: Letter[]): MixUp {
  const words = wordsOf(language)
  if (!words) return { marks: [], open: [] }
  const text = reply.slice(0, MOST_CHARACTERS)
  const said = matters(text, words)
  const sorts = new Set(said.map(({ matter }) => matter))
  const ofSource = Object.groupBy(pieces, ({ source }) => (source === 'passage' ? 'business' : 'conversation'))
  const here = mattersOf(ofSource.conversation ?? [], language, sorts)
  const known = new Set([...here, ...mattersOf(ofSource.business ?? [], language, sorts)])
  const strange = said.filter(({ matter, certain }) => !(certain ? here : known).has(matter))
  const evidence = pieces.map((piece) => piece.text)
  const topics = topicsIn(text, words, evidence)

  const theirs = letters.map((letter) => read(letter, language, sorts))
  const tells = (topic: Topic) => theirs.findIndex((letter) => isOf(letter, topic))
  const holds = ({ matter }: NamedMatter) => theirs.findIndex((letter) => letter.matters.has(matter))
  const stretches: Stretch[] = [
    ...strange
      .map((named) => ({ ...named, letter: holds(named) }))
      .filter(({ certain, letter }) => certain || letter >= 0),
    ...topics.map((topic) => ({ ...topic, letter: tells(topic) })).filter(({ letter }) => letter >= 0),
    ...others(text, words).map((place) => ({ ...place, letter: null })),
  ]
  return {
    marks: marksOf(text, stretches),
    open: eachOnce([
      ...strange.filter(({ certain }) => !certain).map((named) => wordsOfMatter(text, named)),
      ...topics.filter((topic) => tells(topic) < 0).flatMap(asked),
    ]),
  }
}

const eachOnce = (open: MixUp['open']): MixUp['open'] => [
  ...new Map(open.map((one) => [`${one.words.join(' ')} ${one.text}`, one])).values(),
]

/** `letter`: which one says it, -1 for none; null where it is others' without one. */
type Stretch = Place & { letter: number | null }
type Place = { start: number; end: number }

/** Each once; what stands in a longer one needs no mark of its own. */
function marksOf(text: string, stretches: Stretch[]): Mark[] {
  const marks = stretches.map(({ start, end, letter }) => ({
    text: text.slice(start, end),
    elsewhere: letter !== -1,
    letter: letter === -1 ? null : letter,
  }))
  const once = [...new Map(marks.map((mark) => [mark.text, mark])).values()]
  return once.filter((one) => !once.some((other) => other !== one && other.text.includes(one.text)))
}

type Read = { matters: Set<string>; about: (word: string) => boolean; says: (word: string) => boolean }

const read = ({ about, text }: Letter, language: string, sorts: Set<string>): Read => ({
  matters: mattersOf([{ text: `${about}\n${text}` }], language, sorts),
  about: vocabulary([about]),
  says: vocabulary([about, text]),
})

/** A word as long as this is seldom anybody's but theirs. */
const LONG = 8

/** Said to be theirs, one word tells; of a certain one, a word of the subject or a long one; else all that stand together. */
function isOf({ about, says }: Read, { said, words }: Topic): boolean {
  if (said === 'theirs') return words.some(says)
  if (said === 'certain') return words.some((word) => about(word) || (word.length >= LONG && says(word)))
  return words.length > 1 && words.every(says)
}

/** What a subject would have to say: any one word of what is said to be theirs, else all that stand together. */
function asked({ said, text, words }: Topic): MixUp['open'] {
  const plain = words.map(singular)
  if (said === 'theirs') return plain.map((word) => ({ text, words: [word] }))
  return plain.length > 1 ? [{ text, words: plain }] : []
}

const mattersOf = (texts: Pick<Piece, 'text' | 'language'>[], language: string, sorts: Set<string>): Set<string> =>
  new Set(
    texts.flatMap(({ text, language: own }) =>
      [...new Set([own ?? languageOf(text), language])].flatMap((one) =>
        matters(text.slice(0, MOST_CHARACTERS), wordsOf(one), sorts).map(({ matter }) => matter),
      ),
    ),
  )

const silence = perLanguage(
  (words) => words && { refusal: new RegExp(words.refusals, 'iu'), discretion: new RegExp(words.discretion, 'iu') },
)

/** Where other clients are spoken of, but to say that nothing is said of them. */
function others(text: string, words: Words): Place[] {
  const kept = silence(words)
  const refused = sentences(text).filter(({ start, end }) => {
    const said = text.slice(start, end)
    return kept?.refusal.test(said) && kept.discretion.test(said)
  })
  return otherClients(text, words).filter(({ start }) => !refused.some((one) => one.start <= start && start < one.end))
}

function wordsOfMatter(text: string, { start, end }: NamedMatter): MixUp['open'][number] {
  const spoken = text.slice(start, end)
  const plain = unaccented(spoken.toLowerCase())
  return {
    text: spoken,
    words: plain
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= 4)
      .map(singular),
  }
}

/** A subject is looked through for words that begin so. */
const singular = (word: string) => (word.length > 5 ? word.slice(0, -1) : word)
