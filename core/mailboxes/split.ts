import { FORWARD_SUBJECT, FORWARDED, HEADER_LINES, ORIGINAL, SENT_FROM, WROTE } from './quote-words.ts'

type Kind = 'own' | 'quoted' | 'signature'
type Part = { kind: Kind; text: string }

/** A mail's text in parts: what its writer wrote, what it repeats of earlier mail, and what every mail ends with. */
export function splitText(text: string, subject = ''): Part[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const parts: { kind: Kind; lines: string[] }[] = []
  for (const [at, kind] of kindsOf(lines, subject).entries()) {
    const line = lines[at] ?? ''
    const last = parts.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else parts.push({ kind, lines: [line] })
  }
  return parts
    .map(({ kind, lines }) => ({
      kind,
      text: lines
        .join('\n')
        .replace(/^(?:[ \t]*\n)+/, '')
        .trimEnd(),
    }))
    .filter((part) => part.text !== '')
}

/** Only what the writer wrote; of a mail that is nothing but quotes, all of it. */
export const ownText = (text: string, subject = ''): string =>
  splitText(text, subject)
    .filter(({ kind }) => kind === 'own')
    .map(({ text }) => text)
    .join('\n\n')

/**
 * What each line is. Nothing is called a quote on a suspicion: text that is folded away without being one is lost to
 * the reader, a quote that stays costs a glance. One pass, each step bounded: linear whatever a mail contains.
 */
export function kindsOf(raw: string[], subject = ''): Kind[] {
  const lines = raw.map(plainly)
  const kinds: Kind[] = new Array(lines.length).fill('own')
  const end = FORWARD_SUBJECT.test(subject.slice(0, 40)) ? -1 : markQuotes(lines, kinds)
  if (end >= 0) markSignatures(lines, kinds, end)
  const hasOwn = kinds.some((kind, at) => kind === 'own' && lines[at]?.trim())
  return hasOwn ? kinds : kinds.fill('own')
}

/** Answers where the writer's own region ends: at an unmarked quote, a forwarded mail, or the last line. */
function markQuotes(lines: string[], kinds: Kind[]): number {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    // An address broken before its ">" ends an introduction and begins no quote.
    if ((line.startsWith('>') && !/^>\s?:$/.test(line)) || isWrapped(lines, kinds, at)) {
      kinds[at] = 'quoted'
      continue
    }
    if (FORWARDED.test(line)) return rewind(lines, at)

    if (ORIGINAL.test(line) || isHeaderBlock(lines, at)) return quoteFrom(lines, kinds, at)
    const height = attribution(lines, at)
    if (height === 0) continue
    const next = nextWords(lines, at + 1)
    if (next === undefined || !(lines[next] ?? '').startsWith('>')) {
      if (!isExact(lines, at, height)) continue
      return quoteFrom(lines, kinds, at - height + 1)
    }
    kinds.fill('quoted', rewind(lines, at - height + 1), next)
  }
  return lines.length
}

function quoteFrom(lines: string[], kinds: Kind[], at: number): number {
  const start = rewind(lines, at)
  kinds.fill('quoted', start)
  return start
}

/** Rules and blank lines above a quote belong to it. */
function rewind(lines: string[], at: number): number {
  let start = at
  while (start > 0 && at - start < 6 && /^[\s_=*—–-]*$/.test(lines[start - 1] ?? '')) start--
  return start
}

/** A long quoted line, broken by a program that forgot to mark the rest. */
function isWrapped(lines: string[], kinds: Kind[], at: number): boolean {
  if (kinds[at - 1] !== 'quoted' || !(lines[at + 1] ?? '').startsWith('>')) return false
  const before = lines[at - 1] ?? ''
  return before.length > 64 && !/[.?!:]$/.test(before) && /^[\p{Ll}\d"'(]/u.test(lines[at] ?? '')
}

const CLOCK = /\p{Nd}{1,2}[:.h]\p{Nd}{2}/u
const YEAR = /(?:19|20)\d{2}|\p{Nd}{4}|\d{1,2}[./]\d{1,2}[./]\d{2}/u
const ADDRESS = /[^\s<>()@"]{1,80}@[^\s<>()@"]{2,120}/

/** How many lines, ending at this one, introduce a quote: "On … <…>", "wrote:". */
function attribution(lines: string[], at: number): number {
  const last = lines[at] ?? ''
  if (!/[:：]$|wrote(?: ?-{2,})?$/i.test(last)) return 0
  let joined = ''
  for (let height = 1; height <= 4 && height <= at + 1; height++) {
    const line = lines[at - height + 1] ?? ''
    if (line === '' || joined.length + line.length > 400) return 0
    joined = `${line} ${joined}`.trim()
    if (introduces(joined)) return height
  }
  return 0
}

function introduces(text: string): boolean {
  const dated = CLOCK.test(text) || YEAR.test(text)
  if (!dated && !text.includes('@')) return false
  if (/^[-*\s]*(?:https?:|www\.)/i.test(text)) return false
  if (/[<(][^<>()]{0,80}@[^<>()]{2,120}[>)]{1,2}\s?[:：]$/.test(text) && CLOCK.test(text)) return true
  return (
    WROTE.test(text) &&
    (dated || ADDRESS.test(text)) &&
    /^[-*\s]*(?:\p{Lu}|\p{Lo}|\p{Nd}|\p{Ll}{2,4}[.,]{0,2} )/u.test(text)
  )
}

/** Nothing marks what follows as a quote: then only an hour or an address tells a mail program from a writer. */
function isExact(lines: string[], at: number, height: number): boolean {
  const text = lines.slice(at - height + 1, at + 1).join(' ')
  return CLOCK.test(text) || ADDRESS.test(text)
}

/** "From:", then at least two of sent, to and subject. A travel request has a from, a to and a date, but no subject. */
function isHeaderBlock(lines: string[], at: number): boolean {
  if (
    !/^.{0,40}[:：]/u.test(lines[at] ?? '') ||
    !Object.values(HEADER_LINES).some((label) => label.test(lines[at] ?? ''))
  )
    return false
  const block = lines.slice(at, at + 8)
  const blank = block.findIndex((line, nth) => line === '' && block[nth + 1] === '')
  const near = blank < 0 ? block : block.slice(0, blank)
  const has = (role: keyof typeof HEADER_LINES) => near.some((line) => HEADER_LINES[role].test(line))
  if (!has('from')) return false
  const roles = (['date', 'to', 'subject'] as const).filter(has)
  return roles.length >= 2 && (roles.includes('subject') || near.some((line) => ADDRESS.test(line)))
}

/** RFC 3676 §4.3: "-- " alone on its line; and what telephones, lists and people make of it. */
function markSignatures(lines: string[], kinds: Kind[], end: number): void {
  const spoken = kinds.findIndex((kind, at) => kind === 'own' && (lines[at] ?? '') !== '')
  // The writer's lines below the one looked at: each is taken up once and put down once.
  let [below, words]: [number[], number] = [[], 0]
  const become = (kind: Kind) => {
    for (const at of below) kinds[at] = kind
    ;[below, words] = [[], 0]
  }
  for (let at = end - 1; at > spoken && spoken >= 0; at--) {
    if (kinds[at] !== 'own') continue
    const line = lines[at] ?? ''
    if (SENT_FROM.test(line) && lines[at - 1] === '' && (words === 0 || lines[at + 1] === '')) {
      // What a telephone leaves below its signature, unmarked, is what it answers.
      if (kinds[nextWords(lines, at + 1) ?? at] === 'own') become('quoted')
      kinds[at] = 'signature'
      ;[below, words] = [[], 0]
      continue
    }
    below.push(at)
    if (/^(?:--|__|—|—{2,}|_{2,})$/.test(line) && words <= MOST_SIGNATURE) become('signature')
    else if (line !== '') words++
  }
}

const MOST_SIGNATURE = 15

const nextWords = (lines: string[], from: number): number | undefined => {
  for (let at = from; at < lines.length && at < from + 20; at++) if ((lines[at] ?? '') !== '') return at
  return undefined
}

/** A line as it is compared: without the marks that only steer its direction, and no longer than any header is. */
const plainly = (line = ''): string =>
  line
    .slice(0, 400)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
