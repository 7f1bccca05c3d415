import { legible } from '../models/legible.ts'

export type FoundLink = { text: string; start: number; end: number }

/** Full stops of other scripts count as dots in a host name (UTS 46 §4); and what people write so that nothing is linked. */
const DOT = String.raw`(?:[.。．｡․]|\s?[[({]\s?(?:\.|dot)\s?[\])}]\s?|\sdot\s)`
const LABEL = String.raw`[\p{L}\p{N}\p{M}_\u00ad\u200b-\u200d\u2060\ufeff-]{1,63}`
const ENDINGS = `[a-zA-Z]{2}|xn--[a-z0-9-]{2,59}|com|org|net|info|biz|name|pro|mobi|app|dev|example|test|law|legal|tax|health|shop|site|online|
link|xyz|top|club|icu|vip|live|zip|mov|page|pages|cloud|tech|store|work|space|website|fun|click|cam|buzz|rest|email|chat|
agency|world|today|news|blog|media|digital|support|help|finance|bank|money|pay|onion|local|internal|gov|edu|mil|int`
const TAIL = String.raw`[^\s<>"“”„»]{0,2000}`
const PATTERNS = [
  // Whatever names its scheme, or leaves it to the page.
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:h(?:tt|xx)ps?|s?ftps?|wss?|file|blob|intent)\s?:\s?[/\\]{2}${TAIL}|(?<![\p{L}\p{N}])(?:javascript|vbscript|data|mailto):(?!\s)${TAIL}|(?<![:/\p{L}\p{N}])\/\/(?=[\p{L}\p{N}[])${TAIL}`,
    'giu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}@_/.-])(?:${LABEL}${DOT}){1,8}(?:(?:${ENDINGS.replace(/\s/g, '')}|[^\p{Script=Latin}\P{L}]{2,20}|[ａ-ｚ]{2,20})(?![\p{L}\p{N}@_-]|\.[\p{L}\p{N}])(?:[:/?#]${TAIL})?|\p{L}{2,24}(?=:\d|/)${TAIL})`,
    'giu',
  ),
  new RegExp(String.raw`(?<![\p{L}\p{N}.@/])(?:\d{1,3}\.){3}\d{1,3}(?=[:/])${TAIL}`, 'gu'),
]
/** The target of markdown, wherever it leads. */
const MARKDOWN = /\]\(\s{0,9}<?([^\s()<>]{1,2000})/g

/** Everything in a text that a mail program or a person could follow, in whichever disguise. */
export function linksIn(text: string): FoundLink[] {
  const plain = PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => linkAt(match, index)),
  )
  const targets = [...text.matchAll(MARKDOWN)].map(({ 0: match, 1: target = '', index }) =>
    linkAt(target, index + match.length - target.length),
  )
  const found: FoundLink[] = []
  for (const link of [...plain, ...targets].sort((a, b) => a.start - b.start || b.end - a.end))
    if (link.text && link.start >= (found.at(-1)?.end ?? 0)) found.push(link)
  return found
}

/** The links of a text that stand in none of the others: neither as they are, nor as the bare host of one that does. */
export function foreignLinks(text: string, known: string[]): FoundLink[] {
  const links = linksIn(text)
  if (!links.length) return []
  const targets = new Set<string>()
  const hosts = new Set<string>()
  for (const one of known) {
    for (const link of linksIn(one)) {
      const target = targetOf(link.text)
      targets.add(target)
      if (!target.includes('@')) hosts.add(target.replace(/[/?#].*$/su, ''))
    }
    for (const [, host = ''] of one.matchAll(/@((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})/gu))
      hosts.add(targetOf(host))
  }
  return links.filter(({ text }) => !targets.has(targetOf(text)) && !hosts.has(targetOf(text)))
}

/** What ends a sentence, or closes what the link stands in, is not the link's. */
function linkAt(match: string, start: number): FoundLink {
  const text = match.replace(/[.,;:!?…'’*_)\]}>]+$/u, '')
  return { text, start, end: start + text.length }
}

/** Where a link leads, one spelling for all: the host as names are looked up, userinfo and port where there are any. */
function targetOf(text: string): string {
  const plain = legible(text)
    .normalize('NFKC')
    .replace(new RegExp(DOT, 'gu'), '.')
    .replace(/^hxxp/i, 'http')
    .replace(/\s?:\s?[/\\]{2}/, '://')
  const address = /^[a-z]+:(?!\d)/i.test(plain) ? plain : `http://${plain.replace(/^\/\//, '')}`
  if (!URL.canParse(address)) return plain.toLowerCase()
  const { protocol, username, password, host, pathname, search, hash } = new URL(address)
  const scheme = /^https?:$/.test(protocol) ? '' : protocol
  const user = username || password ? `${username}:${password}@` : ''
  return `${scheme}${user}${host.replace(/^www\./, '')}${pathname}${search}${hash}`.replace(/\/$/, '')
}
