import { money, numbers, percents } from './amounts.ts'
import { emails, phones, streets, urls } from './contacts.ts'
import { dates } from './dates.ts'
import { dayOf } from './days.ts'
import { durations } from './durations.ts'
import { wordsOf } from './languages.ts'
import { names } from './names.ts'
import { oursIn } from './ours.ts'
import type { Found } from './pattern.ts'
import { promises } from './promises.ts'
import { references } from './references.ts'
import type { Claim, Moment } from './schema.ts'
import { times } from './times.ts'

const MOST_CHARACTERS = 50_000

/**
 * Everything in a draft that can be true or false, in its order: numbers, money, dates, times, names, places to reach
 * somebody, references, promises. Of a language we have no words of, what looks the same in all of them.
 * `moment` is when the text was written: without it, relative days keep only their name.
 */
export function claimsIn(draft: string, language: string, moment?: Moment): Claim[] {
  const text = draft.slice(0, MOST_CHARACTERS)
  const words = wordsOf(language)
  const today = moment && dayOf(moment)
  // What comes first takes its characters: a date is no number, and an address of a page contains no name.
  const layers: (() => Found[])[] = [
    () => [...emails(text), ...urls(text)],
    () => references(text, words),
    () => streets(text, words),
    () => money(text, words),
    () => percents(text, words),
    () => dates(text, words, today),
    () => times(text, words),
    () => durations(text, words),
    () => phones(text),
    () => numbers(text, words),
    () => names(text, words),
  ]
  const taken = new Uint8Array(text.length)
  const found = layers.flatMap((layer) =>
    layer()
      .sort(widestFirst)
      .filter((one) => take(taken, one)),
  )
  const isOurs = oursIn(text, words)
  return [...found, ...promises(text, words)]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((one) => ({ ...one, text: text.slice(one.start, one.end), ...(isOurs(one) && { ours: true }) }))
}

const widestFirst = (a: Found, b: Found) => b.end - b.start - (a.end - a.start) || a.start - b.start

function take(taken: Uint8Array, { start, end }: Found): boolean {
  if (taken.subarray(start, end).includes(1)) return false
  taken.fill(1, start, end)
  return true
}
