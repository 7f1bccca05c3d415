import { bare } from './fold.ts'
import { type Found, places } from './pattern.ts'
import type { Words } from './words.ts'

const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu
const URLS = [
  /(?<![\p{L}\p{N}])(?:https?|hxxps?|ftp):\/\/[^\s<>"'“”„»)\]]{1,2000}/giu,
  /(?<![\p{L}\p{N}@./-])(?:www\.)?(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:com|org|net|info|biz|io|co|app|dev|example|test|eu|uk|us|de|fr|es|ch|at|be|nl|it|ie|law|legal|tax|health|shop|site|online|link|me|xyz)(?![\p{L}\p{N}@-]|\.\p{L})(?:\/[^\s<>"'“”„»)\]]{0,2000})?/giu,
]
const PHONE = /(?<![\p{L}\p{N}@/.,+-])(?:\+|00)?\(?\d(?:[ \u00a0()./-]{0,2}\d){6,16}(?![\p{L}\p{N}]|[.,/]\d)/gu

export const emails = (text: string): Found[] =>
  [...places(text, EMAIL)].map(({ match, start, end }) => ({
    kind: 'email',
    start,
    end,
    values: [match[0].toLowerCase()],
  }))

/** Addresses of pages, with a scheme or bare; the punctuation that ends a sentence is not theirs. */
export const urls = (text: string): Found[] =>
  URLS.flatMap((pattern) =>
    [...places(text, pattern)].map(({ match, start }) => {
      const url = match[0].replace(/[.,;:!?…]+$/u, '')
      return { kind: 'url' as const, start, end: start + url.length, values: [plainUrl(url)] }
    }),
  )

/** What two spellings of one page have in common. */
const plainUrl = (url: string) => {
  const [, host = '', rest = ''] = /^(?:\w+:\/\/)?(?:www\.)?([^/?#]*)(.*)$/su.exec(url) ?? []
  return `${host.toLowerCase()}${rest.replace(/\/$/, '')}`
}

/** Seven digits and more, written as telephone numbers are. E.164 where the country is said, else as dialled. */
export const phones = (text: string): Found[] =>
  [...places(text, PHONE)].flatMap(({ match, start, end }) => {
    const digits = match[0].replace(/\D/g, '')
    const dialled = /^(\+|00|\(?0)/.test(match[0]) || /\d[ ()./-]\d/.test(match[0])
    if (!dialled || /^\d{1,3}(?:[ .]\d{3})+$/.test(match[0])) return []
    return [
      { kind: 'phone', start, end, values: [match[0].startsWith('+') ? `+${digits}` : digits.replace(/^00/, '+')] },
    ]
  })

const STREET: Record<string, string> = {
  street: 'st',
  road: 'rd',
  avenue: 'ave',
  lane: 'ln',
  drive: 'dr',
  court: 'ct',
  place: 'pl',
  square: 'sq',
  boulevard: 'blvd',
  strasse: 'str',
  avda: 'avenida',
  av: 'avenida',
  bd: 'boulevard',
}

/** Streets with their numbers. */
export const streets = (text: string, words?: Words): Found[] =>
  words
    ? [...places(text, words.streets)].map(({ match, start, end }) => ({
        kind: 'address',
        start,
        end,
        values: [
          match[0]
            .split(/[\s,]+/)
            .map(shortened)
            .sort()
            .join(''),
        ],
      }))
    : []

/** "12 Rue de la Paix" and "rue de la Paix 12" are one house. */
function shortened(word: string): string {
  const plain = bare(word).replace(/strasse$/, 'str')
  return /^(?:n|no|num|c)$/.test(plain) ? '' : (STREET[plain] ?? plain)
}
