import { BEGIN, END, type Found, meaning, numberIn, oneOf, perLanguage, places } from './pattern.ts'
import { readNumber } from './read-number.ts'
import type { Words } from './words.ts'

const SIGNS: Record<string, string> = {
  '€': 'EUR',
  $: 'USD',
  us$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  'fr.': 'CHF',
}
const CODES = 'EUR|USD|GBP|CHF|CAD|AUD|JPY|SEK|NOK|DKK|PLN|CZK|MXN|INR'
const SIGN = `(?:US\\$|[€$£¥₹]|${CODES}|Fr\\.)`

const moneyPatterns = perLanguage((words) => {
  const number = numberIn(words)
  const many = words ? `(?:\\s?(?<many>${oneOf(Object.keys(words.millions))})${END})?` : ''
  const names = words ? `|${oneOf(Object.keys(words.currencies))}` : ''
  return [
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?<sign>${SIGN})\\s?(?<number>${number})${many}(?:,-|,–|\\.-|\\.–)?(?![\\p{N}])`,
      'giu',
    ),
    new RegExp(
      `${BEGIN}(?<number>${number})(?:,-|,–|\\.-|\\.–)?${many}[\\s\\u00a0\\u202f-]?(?:de |d['’])?(?<sign>${SIGN}${names})(?!\\p{L})`,
      'giu',
    ),
  ]
})

export function money(text: string, words?: Words): Found[] {
  return moneyPatterns(words).flatMap((pattern) =>
    [...places(text, pattern)].flatMap(({ groups: { sign = '', number = '', many }, start, end }) => {
      const times = (many && words && meaning(words.millions, many)) || 1
      const known = SIGNS[sign.toLowerCase()] ?? (words && meaning(words.currencies, sign)) ?? sign.toUpperCase()
      const [currency, share] = known === 'EURct' ? ['EUR', 100] : [known, 1]
      const values = readNumber(number, words).map((one) => `${scaled(one, times / share)} ${currency}`)
      return values.length ? [{ kind: 'money' as const, start, end, values }] : []
    }),
  )
}

const percentPattern = perLanguage(
  (words) =>
    new RegExp(
      `${BEGIN}(?<number>${numberIn(words)})(?:[\\s\\u00a0\\u202f-]?%|\\s(?:${words?.percent ?? '%'})${END})`,
      'giu',
    ),
)

export function percents(text: string, words?: Words): Found[] {
  return [...places(text, percentPattern(words))].map(({ groups: { number = '' }, start, end }) => ({
    kind: 'percent',
    start,
    end,
    values: readNumber(number, words).map((one) => `${one}%`),
  }))
}

const numberPattern = perLanguage((words) => {
  const many = words ? `(?:\\s?(?<many>${oneOf(Object.keys(words.millions))})${END})?` : ''
  return new RegExp(
    `(?<![\\p{L}\\p{N}_§#])(?<number>${numberIn(words)})${many}(?<ordinal>st|nd|rd|th|er|ère|e|º|ª|\\.)?${END}`,
    'giu',
  )
})
const uncounted = perLanguage(
  (words) => new RegExp(`^\\s(?:\\p{L}{1,20}\\s)?(?:${words?.uncounted ?? '(?!)'})${END}`, 'iu'),
)

/** What is left when everything with a name of its own is found. */
export function numbers(text: string, words?: Words): Found[] {
  return [...places(text, numberPattern(words))].flatMap(({ groups: { number = '', many }, start, end }) => {
    const written = !/\d/.test(number)
    if (written && uncounted(words).test(text.slice(end, end + 60))) return []
    if (isListMark(text, start, end)) return []
    const times = (many && words && meaning(words.millions, many)) || 1
    const values = readNumber(number, words).map((one) => scaled(one, times))
    return values.length && values[0] !== '1' ? [{ kind: 'number' as const, start, end, values }] : []
  })
}

/** "1." or "2)" at the beginning of a line counts the draft's own points. */
const isListMark = (text: string, start: number, end: number) =>
  /(?:^|\n)[ \t]*\(?$/.test(text.slice(Math.max(0, start - 12), start)) &&
  /^\d{0,2}[.)]\s/.test(text.slice(end - 1, end + 3))

const scaled = (number: string, times: number) =>
  times === 1 ? number : String(Number((Number(number) * times).toPrecision(12)))
