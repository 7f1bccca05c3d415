import { type Found, perLanguage } from './pattern.ts'
import type { Words } from './words.ts'

const patterns = perLanguage(
  (words) =>
    words && {
      promise: new RegExp(words.promises.map((one) => `(?:${one})`).join('|'), 'iu'),
      courtesy: new RegExp(words.courtesies, 'iu'),
      concession: new RegExp(words.concessions, 'iu'),
      refusal: new RegExp(words.refusals, 'iu'),
    },
)

/** What the writer says they will do, have done, or ask nothing for: one per sentence, from where it begins to its end. */
export function promises(text: string, words?: Words): Found[] {
  const known = patterns(words)
  if (!known) return []
  return sentences(text).flatMap(({ start, end }) => {
    const sentence = text.slice(start, end)
    const free = known.concession.exec(sentence)
    const match =
      known.promise.exec(sentence) ?? (free && !known.refusal.test(clauseBefore(sentence, free)) ? free : null)
    if (!match) return []
    const said = sentence.slice(match.index).trimEnd()
    if (known.courtesy.test(said.slice(0, 80))) return []
    const from = start + match.index
    return [{ kind: 'promise' as const, start: from, end: from + said.length, values: [said.toLowerCase()] }]
  })
}

/** "It is not free" is none; "not today, but it is free" is, and so is "at no cost". */
const clauseBefore = (sentence: string, { index }: { index: number }) =>
  sentence.slice(0, index).replace(/^.*[,;:–—()]/su, '')

/** A point ends a sentence where a space follows and what stands before it is no number, initial or short title. */
export function sentences(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  let start = 0
  for (const { index, 0: mark } of text.matchAll(/[.!?]+(?=\s|$)|\n+/gu)) {
    const before = text.slice(Math.max(start, index - 8), index)
    if (
      mark === '.' &&
      /(?:^|[\s(])(?:\p{L}|\d{1,2}|Dr|Mr|Mrs|Ms|St|No|Nr|Sr|Sra|Mme|Me|Art|Prof|bzw|ca|Abs|Hon|Str)$/u.test(before)
    )
      continue
    if (index > start) found.push({ start, end: index })
    start = index + mark.length
  }
  if (start < text.length) found.push({ start, end: text.length })
  return found
}
