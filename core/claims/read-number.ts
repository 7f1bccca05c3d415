import { meaning } from './pattern.ts'
import type { Words } from './words.ts'

/**
 * A number as a plain decimal, the likeliest reading first: "1.200" is twelve hundred to a German and little more than
 * one to an English reader, and who quotes the other keeps the spelling.
 */
export function readNumber(raw: string, words?: Words): string[] {
  if (!/\d/.test(raw)) return words ? [meaning(words.numbers, raw)].flatMap((one) => (one ? [String(one)] : [])) : []

  const text = raw.replace(/[\s\u00a0\u202f'’]/g, '')
  const marks = text.match(/[.,]/g) ?? []
  const [mark] = marks
  if (!mark) return [plain(text)]
  const last = text.lastIndexOf(marks.at(-1) ?? '')
  const grouped = plain(text.replace(/[.,]/g, ''))
  const divided = plain(`${text.slice(0, last).replace(/[.,]/g, '')}.${text.slice(last + 1)}`)
  if (new Set(marks).size > 1) return [divided]
  if (marks.length > 1) return [grouped]
  if (text.length - last !== 4 || last > 3 || text.startsWith('0')) return [divided]
  const groups = words?.commaDecimals ? mark === '.' : mark === ','
  return groups ? [grouped, divided] : [divided, grouped]
}

/** Beyond what a double holds exactly, digits stay digits. */
const plain = (text: string) => (text.length > 15 ? text.replace(/^0+(?=\d)/, '') : String(Number(text)))
