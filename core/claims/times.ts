import { BEGIN, END, type Found, meaning, oneOf, perLanguage, places } from './pattern.ts'
import type { Words } from './words.ts'

const patterns = perLanguage((words) =>
  (words?.times ?? ['(?<h>\\d{1,2}):(?<m>[0-5]\\d)']).map(
    (time) => new RegExp(`(?<![\\p{L}\\p{N}_:,€$£])${time}(?!\\d)`, 'giu'),
  ),
)
const namePattern = perLanguage(
  (words) => words && new RegExp(`${BEGIN}(?:${oneOf(Object.keys(words.timeWords))})${END}`, 'giu'),
)

/** Times of the day on a clock of 24 hours; where half of the day is not said, both readings. */
export function times(text: string, words?: Words): Found[] {
  const clock = patterns(words).flatMap((pattern) =>
    [...places(text, pattern)].flatMap(({ groups: { h, m = '00', p }, start, end }) => {
      const hour = Number(h)
      if (hour > 23) return []
      return [{ kind: 'time' as const, start, end, values: hours(hour, words, p).map((one) => `${two(one)}:${m}`) }]
    }),
  )
  const named = namePattern(words)
  if (!named || !words) return clock
  const spoken = [...places(text, named)].map(({ match, start, end }) => ({
    kind: 'time' as const,
    start,
    end,
    values: [meaning(words.timeWords, match[0]) ?? ''],
  }))
  return [...clock, ...spoken]
}

function hours(hour: number, words: Words | undefined, half?: string): number[] {
  if (half) return [/^[am]/i.test(half) ? hour % 12 : hour >= 12 ? hour : hour + 12]
  // Where a clock has 24 hours, only the small ones are ever meant for the afternoon.
  const most = words?.commaDecimals ? 7 : 11
  return hour >= 1 && hour <= most ? [hour, hour + 12] : [hour]
}

const two = (number: number) => String(number).padStart(2, '0')
