import { QUOTED_HEADER } from './quoted-header.js'

/**
 * Folds the quoted part of an HTML mail away, whole, behind one line. The mail itself is not changed otherwise.
 * @param {Document} mail
 * @param {string} label
 */
export function foldQuotes(mail, label) {
  const candidates = [...mail.querySelectorAll('blockquote, p, div')].slice(0, 1500)
  const start = candidates.find(startsQuote)
  if (!start || !hasTextBefore(mail, start)) return

  const quoted = start.matches('blockquote') ? [start] : andAllAfter(start, mail.body)
  const details = mail.createElement('details')
  const summary = mail.createElement('summary')
  summary.textContent = label
  summary.style.cssText = 'cursor: pointer; color: #5a5b54; font: 12px system-ui, sans-serif; padding: 6px 0'
  quoted[0]?.before(details)
  details.append(summary, ...quoted)
}

/** `innerText` knows line breaks, and the elements of a frame are no instances of ours. @param {Element} element */
function startsQuote(element) {
  const text = `${Reflect.get(element, 'innerText') ?? ''}`.trim().slice(0, 500)
  return element.matches('blockquote') || QUOTED_HEADER.exec(text)?.index === 0
}

/** A forwarded mail is all quote: then nothing is folded. @param {Document} mail @param {Element} start */
function hasTextBefore(mail, start) {
  const before = mail.createRange()
  before.setStart(mail.body, 0)
  before.setEndBefore(start)
  return before.toString().trim() !== ''
}

/** From the quote's header to the end, at the level where the writer's own text ends. @param {Element} start @param {Element} body @returns {Element[]} */
function andAllAfter(start, body) {
  let top = start
  while (top.parentElement && top.parentElement !== body && !top.previousElementSibling) top = top.parentElement
  const after = [top]
  for (let next = top.nextElementSibling; next; next = next.nextElementSibling) after.push(next)
  return after
}
