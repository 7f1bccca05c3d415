import { Parser } from 'htmlparser2'
import { seen } from './seen.ts'

const LINES = new Set(
  'address article center dd div dl dt figcaption figure footer header hr li section summary details table tr'.split(
    ' ',
  ),
)
const PARAGRAPHS = new Set('blockquote h1 h2 h3 h4 h5 h6 ol p pre ul'.split(' '))
const UNSEEN = new Set('head script style title template noscript iframe object svg math select'.split(' '))
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** What nothing deeper can take back; the rest of what hides text is for `seen` to judge, in the mail as it came. */
const HIDING = /display\s*:\s*none|opacity\s*:\s*0(?![.\d]*[1-9])/i

/** The elements that are open at a place, innermost first. */
export type Open = { name: string; tag: string; outer: Open } | undefined
/** A line as a person reads it, and the place in the HTML where it begins. */
export type Line = { text: string; at: number; within: Open }
/** A link: the place right behind its tag's name, what it says and where it leads. */
export type Link = { at: number; text: string; href: string }

/** What a person would read of an HTML mail: blocks become lines, what is hidden from them is left out. */
export function readHtml(html: string): { lines: Line[]; links: Link[] } {
  const lines: Line[] = []
  const links: Link[] = []
  const hidden: string[] = []
  let [open, quotes, breaks]: [Open, number, number] = [undefined, 0, 1]
  let begins: Omit<Line, 'text'> | undefined
  let link: Link | undefined
  let words: string[] = []

  const here = () => ({ at: parser.startIndex, within: open })
  const say = (text: string) => {
    if (breaks > 0) {
      endLine()
      const place = begins ?? here()
      if (breaks > 1 && lines.length > 0) lines.push({ text: '', ...place })
      words = [quotes > 0 ? `${'>'.repeat(Math.min(quotes, 20))} ` : '', text.trimStart()]
      lines.push({ text: '', ...place })
      breaks = 0
    } else words.push(text)
    begins = undefined
    if (link && link.text.length < 500) link.text += text
  }
  const endLine = () => {
    const last = lines.at(-1)
    if (last) last.text = words.join('').replace(/\s+/g, ' ').trimEnd()
  }
  const part = (name: string) => {
    breaks = Math.max(breaks, PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0)
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        begins ??= here()
        if (name === 'br' && !hidden.length) {
          breaks = Math.min(2, breaks + 1)
          begins = undefined
        }
        if (!hidden.length) part(name)
        if (VOID.has(name)) return
        if (hidden.length || UNSEEN.has(name) || 'hidden' in attributes || HIDING.test(attributes.style ?? '')) {
          hidden.push(name)
        } else if (name === 'td' || name === 'th') words.push(' ')
        else if (name === 'blockquote') quotes++
        if (name === 'a' && attributes.href) {
          link = { at: parser.startIndex + 2, text: '', href: attributes.href }
          links.push(link)
        }
        open = { name, tag: html.slice(parser.startIndex, parser.endIndex + 1), outer: open }
      },
      ontext(data) {
        if (hidden.length) return
        const text = data.replace(/\s+/g, ' ')
        if (text !== ' ' && text !== '') say(text)
        else if (breaks === 0) words.push(' ')
      },
      onclosetag(name) {
        if (VOID.has(name)) return
        begins = undefined
        open = open?.outer
        if (name === 'a') link = undefined
        if (hidden.length) {
          if (hidden.at(-1) === name) hidden.pop()
          return
        }
        part(name)
        if (name === 'blockquote') quotes--
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  breaks = 0
  endLine()
  return { lines, links }
}

export const visibleText = (html: string): string => textOf(readHtml(seen(html)).lines)

export const textOf = (lines: Line[]): string =>
  lines
    .map(({ text }) => text)
    .join('\n')
    .trim()
