import { fold } from './fold.ts'
import { GIVEN_NAMES } from './given-names.ts'
import { type Found, oneOf, perLanguage } from './pattern.ts'
import type { Words } from './words.ts'

const TOKEN = /(?:(?<![\p{L}\p{N}])(?:[cdjlmnst]|qu)['’](?=\p{Lu}))|\p{L}[\p{L}\p{M}]*(?:[-'’][\p{L}\p{M}]+)*/gu
const PARTICLES = new Set('von van de del di da du der den la los las ter'.split(' '))
/** What a company calls itself behind its name; it is part of nobody's memory of it. */
const FORMS = new Set('gmbh ag kg ltd llc llp inc plc sl sa sarl sas ug ev'.split(' '))

const listed = perLanguage((words) => ({
  titles: new Set(words?.titles.replaceAll('.', '').split(/\s+/)),
  roles: new Set(words?.roles.split(/\s+/)),
  plain: new Set(words?.plainWords.split(/\s+/)),
  calendar: words && new RegExp(`^(?:${oneOf([...words.months, ...words.weekdays])})$`, 'iu'),
}))

type Token = { text: string; start: number; end: number; begins: boolean; joined: boolean }

/**
 * Names of people and organisations: words with a capital where the language has no other reason for one. In German,
 * where every noun has one, a title, a known first name or two capitals in a row are asked for.
 */
export function names(text: string, words?: Words): Found[] {
  if (!words) return []
  const found: Found[] = []
  let run: Token[] = []
  let titled = false
  const finish = () => {
    const name = titled ? trimmed(run) : withoutVerb(trimmed(run))
    if (isName(name, titled, words)) {
      const [first, last] = [name[0], name.at(-1)]
      if (first && last) found.push({ kind: 'name', start: first.start, end: last.end, values: readings(name) })
    }
    run = []
    titled = false
  }
  const { titles, roles, plain, calendar } = listed(words)
  for (const token of tokensOf(text, titles)) {
    const lower = token.text.toLowerCase().replace(/n?['’](?:s|re|ve|ll|d|m|t)$/, '')
    const capital = /^\p{Lu}/u.test(token.text)
    if (!token.joined) finish()
    if (capital && FORMS.has(lower) && run.length > 0) titled = true
    if (capital && titles.has(lower)) finish()
    if (capital && (titles.has(lower) || roles.has(lower)) && run.length === 0) titled = true
    else if (!capital && titles.has(lower) && run.length === 0) titled = true
    else if (!capital && PARTICLES.has(lower) && run.length > 0) {
      // In German "Angebot von" begins nobody's name.
      if (words.nounsCapitalised && run.length === 1 && !titled && !run.some(isGiven)) run = []
      else run.push(token)
    } else if (!capital || (run.length === 0 && !titled && plain.has(lower)) || calendar?.test(token.text)) finish()
    else if (plain.has(lower) && (!titled || run.length > 0)) finish()
    else run.push(token)
  }
  finish()
  return found
}

function* tokensOf(text: string, titles: Set<string>): Generator<Token> {
  let end = 0
  let before = ''
  for (const match of text.matchAll(TOKEN)) {
    const between = text.slice(end, match.index)
    // "Dr. Weber" and "J. Weber" are one name, "Done. Weber" are two sentences.
    const shortened = before.length === 1 || titles.has(before.toLowerCase())
    const joined =
      end > 0 && (between === ' ' || between === '' || between === ' & ' || (between === '. ' && shortened))
    const begins = !joined && (end === 0 || /[.!?:\n"“„«»•*(–]/u.test(between))
    end = match.index + match[0].length
    before = match[0]
    yield { text: match[0], start: match.index, end, begins, joined }
  }
}

function trimmed(run: Token[]): Token[] {
  const last = run.findLastIndex(({ text }) => /^\p{Lu}/u.test(text))
  return run.slice(0, last + 1).slice(0, 6)
}

/** "Ask Dana Keller": a capital that only begins the sentence, before a first name. */
function withoutVerb(name: Token[]): Token[] {
  const [first, second] = name
  return first?.begins && second && !isGiven(first) && isGiven(second) ? name.slice(1) : name
}

function isName(name: Token[], titled: boolean, words: Words): boolean {
  const [first] = name
  if (!first) return false
  const capitals = name.filter(({ text }) => /^\p{Lu}/u.test(text))
  if (titled) return true
  // Letters that stand for words (VAT, PDF) name nobody.
  if (capitals.every(({ text }) => text === text.toUpperCase() && text.length < 7)) return false
  if (capitals.some(isGiven)) return true
  if (words.nounsCapitalised) return capitals.length > 1 && !first.begins
  return !first.begins || capitals.length > 1
}

const isGiven = ({ text }: Token) => GIVEN_NAMES.has(text.replace(/['’]s$/, '').toLowerCase())

/** What begins a sentence may be a name or any other word: "Ask Keller". */
function readings(name: Token[]): string[] {
  const [first, ...rest] = name
  const uncertain = first?.begins && rest.length > 0 && !isGiven(first)
  return (uncertain ? [name, rest] : [name]).map((one) =>
    one.map(({ text }) => fold(text).replace(/'s$/, '')).join(' '),
  )
}
