import { END, type Found, oneOf, perLanguage, places } from './pattern.ts'
import type { Words } from './words.ts'

const TOKEN = '(?<token>(?=[\\p{L}\\d/._-]{0,30}\\d)[\\p{L}\\d][\\p{L}\\d/_-]{0,30}(?:\\.\\d[\\p{L}\\d/_-]{0,20}){0,3})'

const labelled = perLanguage(
  (words) =>
    words &&
    new RegExp(
      `(?<![\\p{L}])(?:${oneOf(words.references.split('|'))})(?:[ -]?(?:number|no\\.?|nr\\.?|nummer|n[°ºo]\\.?|numéro|número|núm\\.?|id|#)){0,2}(?:[:\\s]{1,3}|\\s?#)${TOKEN}${END}`,
      'giu',
    ),
)
const SHAPES = [
  /(?<![\p{L}\p{N}])(?<token>[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<token>\d{1,3} [A-Z][A-Za-z]{0,3} \d{1,5}\/\d{2,4})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<token>[A-Z]{1,6}[-/]?\d(?:[./-]?[\dA-Z]){2,24})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?<token>[A-Z]{2,6}(?:[-/][A-Z0-9]{1,10}){1,4})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}./-])(?<token>\d{2,6}\/\d{3,8}|[1-9]\d{1,3}-\d{4,8})(?![\p{L}\p{N}/])/gu,
  /(?:n[°º]|Nr\.|No\.|#|§§?|Art\.)\s?(?<token>\d[\p{L}\d/.-]{0,20})(?![\p{L}\p{N}])/gu,
]

/** Numbers of invoices, cases, accounts: by what they are called, or by a shape nothing else has. */
export function references(text: string, words?: Words): Found[] {
  const called = labelled(words)
  return [...(called ? [called] : []), ...SHAPES].flatMap((pattern) =>
    [...places(text, pattern)].flatMap(({ groups: { token = '' }, end: last }) => {
      const plain = token.replace(/[./-]+$/, '')
      if (!/\d/.test(plain)) return []
      const start = last - token.length
      const value = plain.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
      return [{ kind: 'reference' as const, start, end: start + plain.length, values: [value] }]
    }),
  )
}
