import { BEGIN, END, perLanguage } from './pattern.ts'
import type { Words } from './words.ts'

/** What somebody comes with, where a text names it; `certain`: it is somebody's, or the one that is known of. */
export type NamedMatter = { matter: string; certain: boolean; start: number; end: number }

/** Letters without their accents, one for one: places stay where they were. */
export const unaccented = (text: string): string =>
  text.replace(/[\u00c0-\u024f]/gu, (letter) => letter.normalize('NFD').charAt(0)).replaceAll('’', "'")

/** So many characters before a word are looked at. */
const REACH = 60

/** What may stand between "your", or "the", and what it belongs to. */
const between = (most: number) => `(?:\\s+\\p{L}[\\p{L}'-]*){0,${most}}\\s+$`

const patterns = perLanguage(
  (words) =>
    words && {
      matters: Object.entries(words.matters).map(([matter, names]) => ({
        matter,
        pattern: new RegExp(`${BEGIN}(?:${unaccented(names).replaceAll('*', '\\p{L}*')})${END}`, 'giu'),
      })),
      theirs: new RegExp(`${BEGIN}(?:${unaccented(words.possessives)})${between(2)}`, 'iu'),
      certain: new RegExp(`${BEGIN}(?:${words.articles})${between(1)}`, 'iu'),
    },
)

/** What people bring to a lawyer, a doctor, an accountant: a divorce, a diagnosis, a takeover. */
export function matters(text: string, words?: Words): NamedMatter[] {
  const known = patterns(words)
  if (!known) return []
  const plain = unaccented(text)
  return known.matters.flatMap(({ matter, pattern }) =>
    [...plain.matchAll(pattern)].map(({ 0: said, index }) => {
      const before = plain.slice(Math.max(0, index - REACH), index)
      const [whose] = known.theirs.exec(before) ?? known.certain.exec(before) ?? []
      return { matter, certain: whose !== undefined, start: index - (whose?.length ?? 0), end: index + said.length }
    }),
  )
}

/** Of something of theirs ("your roof"), of a certain one ("the roof"), or of any. The text has no accents. */
export type HowSaid = 'theirs' | 'certain' | 'any'

export function howSaid(plain: string, place: number, words?: Words): HowSaid {
  const [before, known] = [plain.slice(Math.max(0, place - REACH), place), patterns(words)]
  if (known?.theirs.test(before)) return 'theirs'
  return known?.certain.test(before) ? 'certain' : 'any'
}
