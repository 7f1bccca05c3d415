import { html } from '../../shared/html.js'
import { t } from '../words.js'
import { QUOTED_HEADER } from './quoted-header.js'

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g
const QUOTE_STARTS =
  /^(>|-{3,}\s?(original|forwarded|ursprüngliche|mensaje|message)|_{10,}$|(on|am|le|el|il|op)\s.{8,200}(wrote|schrieb|écrit|escribió|scritto|schreef)\s?:\s*$|كتب .{0,200}:$)/i

/**
 * Plain text as it was meant: what is new first, what is quoted folded away but whole, web addresses as links.
 * @param {string} text
 * @returns {HTMLElement[]}
 */
export function plainText(text) {
  const whole = text.trim()
  const header = QUOTED_HEADER.exec(whole)?.index ?? 0
  const found =
    header > 0 ? [...parts(whole.slice(0, header)), { quoted: true, lines: [whole.slice(header)] }] : parts(whole)
  return found.map(({ quoted, lines }) => {
    const words = linked(lines.join('\n').replace(/^\n+|\n+$/g, ''))
    if (!quoted) return html`<div class="plain" dir="auto">${words}</div>`
    return html`<details class="quoted">
      <summary>${t('message.quoted')}</summary>
      <div class="plain soft" dir="auto">${words}</div>
    </details>`
  })
}

/** @param {string} text */
function parts(text) {
  /** @type {{ quoted: boolean, lines: string[] }[]} */
  const found = []
  for (const line of text.split('\n')) {
    const last = found.at(-1)
    const quoted = QUOTE_STARTS.test(line.trim()) || (Boolean(last?.quoted) && !answersBelow(last?.lines ?? [], line))
    if (last?.quoted === quoted) last.lines.push(line)
    else found.push({ quoted, lines: [line] })
  }
  return found.filter(({ lines }) => lines.join('').trim() !== '')
}

/** After lines marked with ">", an unmarked one is the writer again; after a header block everything is quoted. @param {string[]} quote @param {string} line */
function answersBelow(quote, line) {
  const marked = quote.some((earlier) => earlier.trim().startsWith('>'))
  return marked && line.trim() !== '' && !line.trim().startsWith('>')
}

/** @param {string} text */
function linked(text) {
  /** @type {(string | Node)[]} */
  const pieces = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    pieces.push(text.slice(at, match.index), anchor(match[0]))
    at = match.index + match[0].length
  }
  return [...pieces, text.slice(at)]
}

/** @param {string} address */
function anchor(address) {
  return html`<a href=${address} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${address}</a>`
}
