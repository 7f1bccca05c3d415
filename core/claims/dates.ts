import { closest, type Day, dayFrom, isoOf, monthFrom, weekdayOf, weekOf } from './days.ts'
import { BEGIN, END, type Found, meaning, oneOf, perLanguage, places } from './pattern.ts'
import type { Words } from './words.ts'

const NUMERIC = [
  /(?<![\d./-])(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?![\d/-])/gu,
  /(?<![\d./-])(?<d>\d{1,2})(?<mark>[./-])(?<m>\d{1,2})\k<mark>(?<y>\d{4}|\d{2})(?![\d/-]|\.\d)/gu,
  /(?<![\d.,/-])(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?!\d)/gu,
  /(?<![\d./-])(?<d>\d{1,2})\/(?<m>\d{1,2})(?![\d/]|[.,]\d)/gu,
]

const patterns = perLanguage((words) => {
  if (!words) return undefined
  const month = `(?<month>${oneOf(words.months)})`
  const weekday = `(?<weekday>${oneOf(words.weekdays)})`
  const ahead = `(?:${weekday},? (?:(?:the|den|dem|am|le|el) )?)?`
  const day = `(?<d>\\d{1,2})(?:${words.ordinal})?`
  const of = ` ?(?:(?:${words.of}) )?`
  const year = '(?:,? (?:de |del )?(?<y>\\d{4}))?'
  return {
    full: [
      new RegExp(`${BEGIN}${ahead}${day}${of}${month}${year}${END}`, 'giu'),
      new RegExp(
        `${BEGIN}${day}(?= ?(?:-|–|to|and|bis|und|au|et|al|y) ?(?:el |den |le )?\\d{1,2}(?:${words.ordinal})?${of}${month}${year})`,
        'giu',
      ),
      ...(words.monthFirst ? [new RegExp(`${BEGIN}${ahead}${month} ${day}${year}${END}`, 'giu')] : []),
    ],
    month: new RegExp(`${BEGIN}${month} (?:(?:de|del) )?(?<y>\\d{4})${END}`, 'giu'),
    // Alone, "may" and "march" are verbs: only what follows a preposition is a month.
    bareMonth: new RegExp(
      `(?<=${BEGIN}(?:in|by|until|till|since|of|from|for|during|before|after|early|late|mid|next|last|end|im|bis|seit|ab|anfang|mitte|ende|en|fin|début|mi|depuis|desde|hasta|finales de|principios de|mediados de|de|du mois de)[ -])${month}(?! \\d)${END}`,
      'giu',
    ),
    weekday: new RegExp(
      `${BEGIN}(?:(?<ahead>${words.past}|${words.next}) )?${weekday}(?: (?<behind>${words.past}|${words.next})${END})?(?![\\p{L}\\p{N}])`,
      'giu',
    ),
    days: new RegExp(`${BEGIN}(?:${oneOf(Object.keys(words.days))})${END}`, 'gu'),
    weeks: new RegExp(`${BEGIN}(?:${oneOf(Object.keys(words.weeks))})${END}`, 'giu'),
    months: new RegExp(`${BEGIN}(?:${oneOf(Object.keys(words.monthsAway))})${END}`, 'giu'),
  }
})

const YEAR = /(?<![\p{L}\p{N}.,/-])(?<y>19[5-9]\d|20[0-4]\d)(?![\p{L}\p{N}/-]|[.,]\d|\s?[€$£%])/gu

/** Days, weeks, months and years, as counted from the day the text was written on, where that is known. */
export function dates(text: string, words?: Words, today?: Day): Found[] {
  return [...numeric(text, words, today), ...(words ? spoken(text, words, today) : []), ...years(text)].map(
    (found) => ({
      kind: 'date',
      ...found,
    }),
  )
}

type Place = Omit<Found, 'kind'>

function numeric(text: string, words?: Words, today?: Day): Place[] {
  return NUMERIC.flatMap((pattern) =>
    [...places(text, pattern)].flatMap(({ match, groups: { y, m, d }, start, end }) => {
      const [day, month] = [Number(d), Number(m)]
      const dayFirst = calendar(y, month, day, today)
      const either = words?.commaDecimals === false && /[/-]/.test(match[0]) && !/^\d{4}/.test(match[0])
      const values = [...dayFirst, ...(either ? calendar(y, day, month, today) : [])]
      return values.length && match[0] !== '24/7' ? [{ start, end, values: [...new Set(values)] }] : []
    }),
  )
}

/** A day without a year is the closest one, and the same day of any year. */
function calendar(year: string | undefined, month: number, day: number, today?: Day): string[] {
  if (year) {
    const full = Number(year.length === 2 ? `20${year}` : year)
    const known = dayFrom(full, month, day)
    return known === undefined ? [] : [isoOf(known)]
  }
  if (dayFrom(2024, month, day) === undefined) return []
  const near = today === undefined ? undefined : closest(month, day, today)
  const any = `--${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return near === undefined ? [any] : [isoOf(near), any]
}

function spoken(text: string, words: Words, today?: Day): Place[] {
  const pattern = patterns(words)
  if (!pattern) return []
  const indexIn = (list: string[], word = '') => list.findIndex((one) => new RegExp(`^(?:${one})$`, 'iu').test(word))
  const full = pattern.full.flatMap((one) =>
    [...places(text, one)].flatMap(({ groups: { weekday, d, month, y }, start, end }) => {
      const values = calendar(y, indexIn(words.months, month) + 1, Number(d), today)
      if (!values.length) return []
      const [first = ''] = values
      const said = weekday ? indexIn(words.weekdays, weekday) : -1
      const lies = said >= 0 && !first.startsWith('--') && weekdayOf(Date.parse(first) / 86_400_000) !== said
      // A weekday that is not that day's is wrong whatever else is right.
      return [{ start, end, values: lies ? [] : values }]
    }),
  )
  const months = [...places(text, pattern.month)].map(({ groups: { month, y }, start, end }) => ({
    start,
    end,
    values: [`${y}-${String(indexIn(words.months, month) + 1).padStart(2, '0')}`],
  }))
  const bareMonths = [...places(text, pattern.bareMonth)].map(({ groups: { month }, start, end }) => {
    const index = indexIn(words.months, month) + 1
    const near = today === undefined ? undefined : closest(index, 15, today)
    const any = `--${String(index).padStart(2, '0')}`
    return { start, end, values: near === undefined ? [any] : [isoOf(near).slice(0, 7), any] }
  })
  const weekdays = [...places(text, pattern.weekday)].map(({ groups: { ahead, behind, weekday }, start, end }) => ({
    start,
    end,
    values: weekdayValues(indexIn(words.weekdays, weekday), words, today, ahead ?? behind),
  }))
  const relative = (one: RegExp, table: Record<string, number>, say: (day: Day, away: number) => string) =>
    [...places(text, one)].map(({ match, start, end }) => ({
      start,
      end,
      values: today === undefined ? [`?${match[0].toLowerCase()}`] : [say(today, meaning(table, match[0]) ?? 0)],
    }))
  return [
    ...full,
    ...months,
    ...bareMonths,
    ...relative(pattern.weeks, words.weeks, (day, away) => weekOf(day + 7 * away)),
    ...relative(pattern.months, words.monthsAway, monthFrom),
    ...relative(pattern.days, words.days, (day, away) => isoOf(day + away)),
    ...weekdays,
  ]
}

/** Without a day to count from, a weekday is every one of its name. */
function weekdayValues(weekday: number, words: Words, today?: Day, beside = ''): string[] {
  const any = `wd:${weekday}`
  if (today === undefined) return [any]
  const next = today + ((weekday - weekdayOf(today) + 6) % 7) + 1
  const last = today - ((weekdayOf(today) - weekday + 6) % 7) - 1
  if (new RegExp(`^(?:${words.past})$`, 'iu').test(beside)) return [isoOf(last), any]
  if (beside) return [isoOf(next), isoOf(next + 7), any]
  return [isoOf(next), ...(weekdayOf(today) === weekday ? [isoOf(today)] : []), isoOf(last), any]
}

const years = (text: string): Place[] =>
  [...places(text, YEAR)].map(({ groups: { y = '' }, start, end }) => ({ start, end, values: [y] }))
