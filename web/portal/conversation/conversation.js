/** @import { Conversation, Message } from '../../../core/threads/schema.ts' */
import { button, html, icon } from '../../shared/html.js'
import { format, label, t, when } from '../words.js'

const TALLEST = 8000
const SMALLEST = 0.7
/** How Outlook introduces what it quotes: From, then Sent. */
const HEADER =
  /^(?:from|von|de|da|van|من)\s?:.{3,200}\n(?:.{0,200}\n)?(?:sent|gesendet|date|datum|enviado|fecha|envoyé|inviato|verzonden|تاريخ|أرسلت)\s?:/im
const STARTS =
  /^(>|-{3,}\s?(original|forwarded|ursprüngliche|mensaje|message)|_{10,}$|(on|am|le|el|il|op)\s.{8,200}(wrote|schrieb|écrit|escribió|scritto|schreef)\s?:\s*$|كتب .{0,200}:$)/i
const ADDRESS = /(\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/

/**
 * Oldest first; the last message and the answered one open, the others a line each.
 * @param {Conversation} conversation @param {string} answered the id of a message
 */
export function conversation({ id, messages }, answered) {
  const views = messages.map((message, at) =>
    messageView(message, `/api/threads/${id}`, at === messages.length - 1 || message.id === answered),
  )
  return html`<div class="conversation">${fold(views)}</div>`
}

/** In a long thread the middle is one line. @param {HTMLElement[]} views */
function fold(views) {
  const open = views.findIndex((view) => view.matches('.open'))
  const hidden = views.slice(1, Math.max(open - 1, 1))
  if (hidden.length < 2) return views
  for (const view of hidden) view.hidden = true
  const show = () => {
    for (const view of hidden) view.hidden = false
    hidden[0]?.querySelector('button')?.focus()
    more.remove()
  }
  const more = button('quiet earlier', t('conversation.earlier', { count: hidden.length }), show)
  return [views[0], more, ...views.slice(1)]
}

/** @param {Message} message @param {string} thread its address @param {boolean} open */
function messageView(message, thread, open) {
  const { from_name, from_address, direction, received_at } = message
  const name = from_name || from_address
  const own = direction === 'outbound'
  const view = html`<div class="message ${own ? 'own' : ''}"></div>`
  const render = () => {
    view.classList.toggle('open', open)
    view.replaceChildren(
      html`<article aria-label=${t('message.from', { name })}>
        <h3>
          <button class="message-head" type="button" aria-expanded=${String(open)} @click=${toggle}>
            <span class="who"><bdi>${name}</bdi>${own && html`<span class="tag">${t('message.you')}</span>`}</span>
            ${!open && html`<span class="glimpse" dir="auto">${message.plain.trim().slice(0, 140) || message.subject}</span>`}
            ${when(received_at)}
          </button>
        </h3>
        ${open && content(message, thread, name)}
      </article>`,
    )
  }
  const toggle = () => {
    open = !open
    render()
    view.querySelector('button')?.focus()
  }
  render()
  return view
}

/** @param {Message} message @param {string} thread @param {string} name */
function content(message, thread, name) {
  const { attachments, ledger } = message
  const fate = ledger && /skipped|failed/.test(ledger.outcome) && ledger
  return html`<div class="message-content">
    <p class="envelope soft small">
      <bdi>${message.from_address}</bdi> ${t('message.to')} ${people(message)}
      ${fate && html`<span class="tag ${fate.outcome === 'failed' ? 'danger' : ''}">${label('ledger_outcome', fate.outcome)}${fate.reason && `: ${label('skip_reason', fate.reason)}`}</span>`}
    </p>
    ${body(message, thread, name)}
    ${
      attachments.length > 0 &&
      html`<ul role="list" class="attachments" aria-label=${t('message.attachments')}>
      ${attachments.map(
        ({ id, filename, size_bytes }) => html`<li>
          <a class="attachment" href="${thread}/attachments/${id}" download>
            ${icon('clip')}<bdi>${filename}</bdi><span class="soft small">${format.size(size_bytes)}</span>
          </a>
        </li>`,
      )}
    </ul>`
    }
  </div>`
}

/** @param {Message} message */
function people({ to_recipients, cc_recipients }) {
  const names = [...to_recipients, ...cc_recipients].map(({ name, address }) => name || address)
  return names.map((name, at) => [at > 0 && ', ', html`<bdi>${name}</bdi>`])
}

/** @param {Message} message @param {string} thread @param {string} name */
function body(message, thread, name) {
  const plain = message.plain.trim()
  if (message.html) return mailFrame(`${thread}/messages/${message.id}/html`, t('message.from', { name }))
  if (plain) return html`<div class="letter" dir="auto">${plainText(plain)}</div>`
  return html`<p class="soft">${t('message.empty')}</p>`
}

/**
 * Runs no script, is as tall as its mail, and stays on white paper: mail is written for it.
 * @param {string} src @param {string} title
 */
function mailFrame(src, title) {
  const frame = /** @type {HTMLIFrameElement} */ (
    html`<iframe title=${title} loading="lazy" referrerpolicy="no-referrer"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`
  )
  const place = html`<div class="mail-frame" role="group" aria-label=${title}>${frame}</div>`
  frame.addEventListener('load', () => frame.contentDocument && fitFrame(frame, frame.contentDocument, place))
  frame.src = src
  return place
}

/** @param {HTMLIFrameElement} frame @param {Document} mail @param {HTMLElement} place */
function fitFrame(frame, mail, place) {
  const root = mail.documentElement
  foldQuotes(mail)
  for (const gap of mail.querySelectorAll('p')) if (gap.textContent.trim() === '') gap.style.marginBlock = '0'
  const measure = () => {
    frame.style.cssText = 'block-size: 0'
    const wide = root.scrollWidth
    const scale = Math.max(SMALLEST, Math.min(1, place.clientWidth / wide))
    if (scale < 1) frame.style.cssText = `block-size: 0; inline-size: ${wide}px; transform: scale(${scale})`
    const tall = Math.min(root.scrollHeight, TALLEST)
    frame.style.blockSize = `${tall}px`
    frame.style.marginBlockEnd = `${tall * (scale - 1)}px`
    place.tabIndex = place.scrollWidth > place.clientWidth ? 0 : -1
  }
  const observer = new ResizeObserver(() => requestAnimationFrame(measure))
  observer.observe(place)
  observer.observe(mail.body)
}

/** What is quoted is folded away but whole, web addresses are links. @param {string} text */
function plainText(text) {
  const whole = text.trim()
  const header = HEADER.exec(whole)?.index || whole.length
  const found = parts(whole.slice(0, header))
  if (header < whole.length) found.push({ quoted: true, lines: [whole.slice(header)] })
  return found.map(({ quoted, lines }) => {
    const words = linked(lines.join('\n').replace(/^\n+|\n+$/g, ''))
    if (!quoted) return html`<div class="plain" dir="auto">${words}</div>`
    return html`<details class="quoted">
      <summary>${t('message.quoted')}</summary>
      <div class="plain soft" dir="auto">${words}</div>
    </details>`
  })
}

/** Folds the quoted part of an HTML mail away, whole. @param {Document} mail */
function foldQuotes(mail) {
  const start = [...mail.querySelectorAll('blockquote, p, div')].slice(0, 1500).find(startsQuote)
  if (!start) return
  const before = mail.createRange()
  before.setStart(mail.body, 0)
  before.setEndBefore(start)
  // A forwarded mail is all quote.
  if (before.toString().trim() === '') return

  const quoted = mail.createRange()
  quoted.selectNode(start)
  if (!start.matches('blockquote')) quoted.setEnd(mail.body, mail.body.childNodes.length)
  const details = mail.createElement('details')
  const summary = mail.createElement('summary')
  summary.textContent = t('message.quoted')
  summary.style.cssText = 'cursor: pointer; color: #5a5b54; font: 12px system-ui, sans-serif; padding: 6px 0'
  details.append(summary, quoted.extractContents())
  quoted.insertNode(details)
}

/** @param {string} text */
function parts(text) {
  /** @type {{ quoted: boolean, lines: string[] }[]} */
  const found = []
  for (const line of text.split('\n')) {
    const last = found.at(-1)
    const quoted = STARTS.test(line.trim()) || (last?.quoted === true && !answersBelow(last.lines, line))
    if (last?.quoted === quoted) last.lines.push(line)
    else found.push({ quoted, lines: [line] })
  }
  return found.filter(({ lines }) => lines.join('').trim() !== '')
}

/** After lines marked ">", an unmarked one is the writer again. @param {string[]} quote @param {string} line */
function answersBelow(quote, line) {
  const marked = (/** @type {string} */ words) => words.trim().startsWith('>')
  return quote.some(marked) && line.trim() !== '' && !marked(line)
}

/** @param {string} text */
function linked(text) {
  return text
    .split(ADDRESS)
    .map((piece, at) =>
      at % 2 === 0
        ? piece
        : html`<a href=${piece} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">${piece}</a>`,
    )
}

/** A frame's elements are no instances of ours. @param {Element} element */
function startsQuote(element) {
  const text = `${Reflect.get(element, 'innerText')}`.trim().slice(0, 500)
  return element.matches('blockquote') || HEADER.exec(text)?.index === 0
}
