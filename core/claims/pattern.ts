import type { ClaimKind } from './schema.ts'
import type { Words } from './words.ts'

export type Found = { kind: ClaimKind; start: number; end: number; values: string[] }

/** A word's edges; `\b` knows no letters beyond ASCII. */
export const BEGIN = '(?<![\\p{L}\\p{N}_])'
export const END = '(?![\\p{L}\\p{N}_])'

/** Digits with what groups them and divides them; every repetition is bounded, so that reading stays linear. */
const DIGITS =
  "(?:\\d{1,3}(?:[ \\u00a0\\u202f.,'’]\\d{3}){1,5}(?![\\d])(?:[.,]\\d{1,2}(?!\\d))?|\\d{1,15}(?:[.,]\\d{1,4}(?!\\d))?)"

/** A number in digits or in words. */
export const numberIn = (words?: Words): string =>
  words ? `(?:${DIGITS}|${oneOf(Object.keys(words.numbers))})` : DIGITS

/** Longest first: an alternation takes the first that fits. */
export const oneOf = (alternatives: string[]): string =>
  alternatives
    .flatMap((one) => (one.includes('(') ? [one] : one.split('|')))
    .sort((a, b) => b.length - a.length)
    .join('|')

/** Where a pattern stands in a text, and what its groups are. */
export function* places(text: string, pattern: RegExp) {
  for (const match of text.matchAll(pattern)) {
    yield { match, groups: match.groups ?? {}, start: match.index, end: match.index + match[0].length }
  }
}

/** The value whose pattern a word is. */
export function meaning<T>(table: Record<string, T>, word: string): T | undefined {
  const direct = table[word.toLowerCase()]
  if (direct !== undefined) return direct
  return Object.entries(table).find(([pattern]) => new RegExp(`^(?:${pattern})$`, 'iu').test(word))?.[1]
}

/** A pattern per language, made once. */
export function perLanguage<T>(make: (words: Words | undefined) => T): (words: Words | undefined) => T {
  const made = new Map<Words | undefined, T>()
  return (words) => {
    const known = made.get(words)
    if (known !== undefined) return known
    const fresh = make(words)
    made.set(words, fresh)
    return fresh
  }
}
