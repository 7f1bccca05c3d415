import { unaccented } from './fold.ts'
import { perLanguage } from './pattern.ts'
import type { Words } from './words.ts'

/** What somebody comes with, where a text names it; `certain`: it is somebody's, or the one that is known of. */
export type NamedMatter = { matter: string; certain: boolean; start: number; end: number }

/** Small letters without accents: `\p{L}` and both cases take ten times as long to compile, with every cold start. */
const flat = (text: string): string => unaccented(text).toLowerCase()
const BEGIN = '(?<![a-zß0-9_])'
const END = '(?![a-zß0-9_])'
const patternOf = (names: string) => flat(names).replaceAll('*', '[a-zß]*')

/** So many characters before a word are looked at. */
const REACH = 60

/** What may stand between "your", or "the", and what it belongs to. */
const between = (most: number) => `(?:\\s+[a-zß][a-zß'-]*){0,${most}}\\s+$`

const patterns = perLanguage(
  (words) =>
    words && {
      matters: Object.entries(words.matters).map(([matter, names]) => ({
        matter,
        pattern: new RegExp(`${BEGIN}(?:${patternOf(names)})${END}`, 'g'),
      })),
      theirs: new RegExp(`${BEGIN}(?:${patternOf(words.possessives)})${between(2)}`),
      certain: new RegExp(`${BEGIN}(?:${words.articles})${between(1)}`),
      others: new RegExp(`${BEGIN}(?:${patternOf(words.otherClients)})${END}`, 'g'),
    },
)

/** What people bring to a lawyer, a doctor, an accountant: a divorce, a diagnosis, a takeover; of these sorts, or of all. */
export function matters(text: string, words?: Words, sorts?: Set<string>): NamedMatter[] {
  const known = patterns(words)
  if (!known) return []
  const plain = flat(text)
  const asked = sorts ? known.matters.filter(({ matter }) => sorts.has(matter)) : known.matters
  return asked.flatMap(({ matter, pattern }) =>
    [...plain.matchAll(pattern)].map(({ 0: said, index }) => {
      const before = plain.slice(Math.max(0, index - REACH), index)
      const [whose] = known.theirs.exec(before) ?? known.certain.exec(before) ?? []
      return { matter, certain: whose !== undefined, start: index - (whose?.length ?? 0), end: index + said.length }
    }),
  )
}

/** Where a text speaks of other clients. */
export function otherClients(text: string, words?: Words): { start: number; end: number }[] {
  const known = patterns(words)
  if (!known) return []
  return [...flat(text).matchAll(known.others)].map(({ 0: said, index }) => ({
    start: index,
    end: index + said.length,
  }))
}

/** Of something of theirs ("your roof"), of a certain one ("the roof"), or of any. */
export type HowSaid = 'theirs' | 'certain' | 'any'

export function howSaid(text: string, place: number, words?: Words): HowSaid {
  const [before, known] = [flat(text.slice(Math.max(0, place - REACH), place)), patterns(words)]
  if (known?.theirs.test(before)) return 'theirs'
  return known?.certain.test(before) ? 'certain' : 'any'
}
