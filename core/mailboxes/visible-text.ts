import { Parser } from 'htmlparser2'

const BLOCKS = new Set(
  'address article blockquote dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
)
const UNSEEN = new Set('head script style title template noscript iframe object svg math select'.split(' '))
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const HIDING =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])/i

/** What a person would read of an HTML mail: blocks become lines, what is hidden from them is left out. */
export function visibleText(html: string): string {
  if (html.trim() === '') return ''
  const text: string[] = []
  const hidden: string[] = []

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (VOID.has(name)) {
          if (name === 'br' || name === 'hr') text.push('\n')
          return
        }
        if (hidden.length || UNSEEN.has(name) || 'hidden' in attributes || HIDING.test(attributes.style ?? '')) {
          hidden.push(name)
        } else if (BLOCKS.has(name)) text.push('\n')
        else if (name === 'td' || name === 'th') text.push(' ')
      },
      ontext(data) {
        if (!hidden.length) text.push(data.replace(/\s+/g, ' '))
      },
      onclosetag(name) {
        if (hidden.at(-1) === name) hidden.pop()
        else if (!hidden.length && BLOCKS.has(name)) text.push('\n')
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)

  return text
    .join('')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
