import { EVERYDAY_DE } from './everyday.de.ts'
import { EVERYDAY_EN } from './everyday.en.ts'
import { EVERYDAY_ES } from './everyday.es.ts'
import { EVERYDAY_FR } from './everyday.fr.ts'
import { unaccented } from './fold.ts'
import { type HowSaid, howSaid } from './matters.ts'
import { perLanguage } from './pattern.ts'
import type { Words } from './words.ts'

const EVERYDAY = [EVERYDAY_EN, EVERYDAY_DE, EVERYDAY_FR, EVERYDAY_ES].join(' ')
const MOST_CHARACTERS = 50_000
/** Whatever is longer is no word of anybody's. */
const LONGEST = 60
const WORD = /[\p{L}][\p{L}\p{M}'-]*/gu

/** What a stretch of a reply is about: words that say something, side by side, and nothing else says. */
export type Topic = { start: number; end: number; text: string; words: string[]; said: HowSaid }

const plainOf = perLanguage((words) => {
  const listed = `${words?.stopWords} ${words?.plainWords} ${words?.titles} ${words?.roles}`.split(/\s+/)
  return new Set(listed.map((word) => unaccented(word.toLowerCase())))
})

const LISTED = unaccented(EVERYDAY).split(/\s+/)
const WHOLE = new Set(LISTED.filter((word) => !word.endsWith('*')))
const BEGUN = new Set(LISTED.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)))

/** What business mail speaks of whatever it is about: appointments, invoices, documents. */
function isEveryday(word: string): boolean {
  if (WHOLE.has(word)) return true
  for (let end = word.length; end > 1; end--) if (BEGUN.has(word.slice(0, end))) return true
  return false
}

/**
 * What a reply speaks of and none of these texts does. Inflection and compounds do not matter, synonyms do: whether it is
 * somebody else's matter can only be said by who knows of theirs.
 */
export function topicsIn(text: string, words: Words, known: string[]): Topic[] {
  const isKnown = vocabulary(known)
  return runsOf(text, words).flatMap((run) => {
    const fresh = run.filter(({ word }) => !isKnown(word))
    const [first, last] = [fresh[0], fresh.at(-1)]
    if (!first || !last) return []
    return [
      {
        start: first.start,
        end: last.end,
        text: text.slice(first.start, last.end),
        words: fresh.map(({ word }) => word),
        said: howSaid(text, first.start, words),
      },
    ]
  })
}

type Said = { word: string; start: number; end: number }

/** Words that mean something, as far as they stand together. */
function runsOf(text: string, words: Words): Said[][] {
  const plain = plainOf(words)
  const runs: Said[][] = [[]]
  let end = 0
  for (const { 0: token, index } of text.matchAll(WORD)) {
    const word = wordOf(token)
    const joined = /^[ \u00a0]?$/u.test(text.slice(end, index))
    const tells =
      word.length >= 4 &&
      word.length <= LONGEST &&
      !plain.has(word) &&
      !isEveryday(word) &&
      (!words.nounsCapitalised || /^\p{Lu}/u.test(token))
    if (!joined || !tells) runs.push([])
    if (tells) runs.at(-1)?.push({ word, start: index, end: index + token.length })
    end = index + token.length
  }
  return runs.filter((run) => run.length > 0)
}

const wordOf = (token: string) =>
  unaccented(token.toLowerCase())
    .replace(/^(?:[cdjlmnst]|qu)'/, '')
    .replace(/'s?$/, '')

/** Whether a word, or one of its kin, stands in one of these texts. */
export function vocabulary(texts: string[]): (word: string) => boolean {
  const all = new Set(texts.flatMap((text) => (text.slice(0, MOST_CHARACTERS).match(WORD) ?? []).map(wordOf)))
  const kin = Map.groupBy(
    [...all].filter((word) => word.length >= 4).flatMap((word) => edgesOf(word).map((edge) => ({ edge, word }))),
    ({ edge }) => edge,
  )
  const known = new Map<string, boolean>()
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const found = all.has(word) || edgesOf(word).some((edge) => kin.get(edge)?.some((one) => isKin(one.word, word)))
    known.set(word, found)
    return found
  }
}

/** Kin have a beginning or an end in common: only whoever shares it is compared. */
const edgesOf = (word: string): string[] => [`${word.slice(0, 4)}-`, `-${word.slice(-5)}`]

/** "Separation" and "separated", "Vertrag" and "Mietvertrag". */
function isKin(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length >= 5 && (long.startsWith(short) || long.endsWith(short))) return true
  return long.startsWith(stemOf(short)) && stemOf(short).length >= 0.55 * long.length
}

/** What inflection leaves of a word, at the least. */
const stemOf = (word: string): string => word.slice(0, Math.max(4, Math.ceil(word.length * 0.65)))
