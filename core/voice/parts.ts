import { MANNERS, type Manners } from './manners.ts'
import type { Formality } from './schema.ts'

/** A letter taken apart. `greeting` says [name] for whom it names, so that it can be compared, and names nobody. */
export type Parts = { greeting: string; signOff: string; main: string; formality: Formality | null }

const MOST = 20_000
const NAMED = 4
/** Nothing but words: a sign-off holds no figure, address or link. */
const WORDS = /^[\p{L}\p{M}\s'’!,.-]{2,40}$/u

/** In a language whose manners are not known, all of it is `main`. */
export function partsOf(letter: string, language: string): Parts {
  const manners = MANNERS[language]
  // Blanks in a row are one, so that no search goes through them twice.
  const lines = letter
    .slice(0, MOST)
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
  if (!manners) return { greeting: '', signOff: '', main: lines.join('\n').trim(), formality: null }

  const first = lines.findIndex((line) => line !== '')
  const greeting = greetingIn(lines[first] ?? '', manners)
  const begins = greeting ? first + 1 : Math.max(first, 0)
  const ends = signedAt(lines, begins, manners)
  return {
    greeting,
    signOff: ends < lines.length ? signOffIn(lines[ends] ?? '') : '',
    main: lines.slice(begins, ends).join('\n').trim(),
    formality: formalityOf(lines.slice(0, ends).filter(Boolean).join('\n'), manners),
  }
}

/** "Sehr geehrte Frau Winter," is "Sehr geehrte Frau [name],"; a first line that goes on is no greeting. */
function greetingIn(line: string, { greeting }: Manners): string {
  const [opening] = greeting.exec(line) ?? []
  if (!opening || line.length > 100) return ''
  const [, rest = '', end = ''] = /^(.*?)([,!:.;]*)$/u.exec(line.slice(opening.length)) ?? []
  const names = rest
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)
  if (names.length > NAMED || /[.!?;:\d@/]\s/u.test(rest)) return ''
  return `${opening}${names.length > 0 ? ' [name]' : ''}${end.slice(0, 1)}`
}

/** The last short line that ends a letter; below it stand names. */
function signedAt(lines: string[], begins: number, { signOff }: Manners): number {
  for (let at = lines.length - 1; at >= Math.max(begins, lines.length - 8); at--) {
    const line = lines[at] ?? ''
    if (WORDS.test(line) && line.split(/\s+/).length <= 6 && signOff.test(line)) return at
  }
  return lines.length
}

/** Without the name that may follow in the same line. */
const signOffIn = (line: string) => line.replace(/,.*$/u, '').replace(/[.!]+$/u, '')

function formalityOf(text: string, { formal, informal }: Manners): Formality | null {
  const [titled, familiar] = [count(text, formal), count(text, informal)]
  if (titled === familiar) return null
  return titled > familiar ? 'formal' : 'informal'
}

const count = (text: string, words: RegExp) => text.match(new RegExp(words.source, `g${words.flags}`))?.length ?? 0

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
