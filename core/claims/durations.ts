import { BEGIN, END, type Found, meaning, numberIn, oneOf, perLanguage, places } from './pattern.ts'
import { readNumber } from './read-number.ts'
import type { Words } from './words.ts'

/** Hours are sixty minutes, weeks seven days and years twelve months; a month is not thirty days. */
const SIZES: Record<keyof Words['units'], [number, string]> = {
  min: [1, 'min'],
  h: [60, 'min'],
  d: [1, 'd'],
  wd: [1, 'wd'],
  w: [7, 'd'],
  mo: [1, 'mo'],
  y: [12, 'mo'],
}

const patterns = perLanguage((words) => {
  if (!words) return undefined
  const number = numberIn(words)
  const units = oneOf(Object.values(words.units).map((unit) => `(?:${unit})`))
  return {
    // "£86,400 and 14 weeks" is no span: where one cannot be, what stands alone is found.
    counted: [`(?<from>${number})\\s?(?:-|–|${words.to})\\s?`, ''].map(
      (from) => new RegExp(`${BEGIN}${from}(?<number>${number})[\\s\\u00a0\\u202f-]?(?<unit>${units})${END}`, 'giu'),
    ),
    named: new RegExp(`${BEGIN}(?:${oneOf(Object.keys(words.durations))})${END}`, 'giu'),
  }
})

export function durations(text: string, words?: Words): Found[] {
  const found = patterns(words)
  if (!words || !found) return []
  const named = [...places(text, found.named)].map(({ match, start, end }) => ({
    kind: 'duration' as const,
    start,
    end,
    values: [meaning(words.durations, match[0]) ?? ''],
  }))
  const counted = found.counted
    .flatMap((pattern) => [...places(text, pattern)])
    .flatMap(({ groups, start, end }) => {
      const { from, number = '', unit = '' } = groups
      const [times, name] = SIZES[unitOf(words, unit)]
      const [most, least] = [number, from].map((one) => Number(one && readNumber(one, words)[0]) * times)
      if (!Number.isFinite(most)) return []
      return [{ kind: 'duration' as const, start, end, values: [`${from ? `${least}-` : ''}${most} ${name}`] }]
    })
  return [...named, ...counted]
}

function unitOf({ units }: Words, word: string): keyof Words['units'] {
  const names = Object.keys(units) as (keyof Words['units'])[]
  return names.find((name) => new RegExp(`^(?:${units[name]})$`, 'iu').test(word)) ?? 'd'
}
