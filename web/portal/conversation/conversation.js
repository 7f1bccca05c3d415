/** @import { Conversation, Message } from '../../../core/threads/schema.ts' */
import { button, html, icon } from '../../shared/html.js'
import { format, label, t, when } from '../words.js'
import { framed } from './framed.js'

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

/** Unfolds a message and goes there. @param {Element} within @param {string} message its id */
export function bring(within, message) {
  const view = /** @type {HTMLElement | null} */ (within.querySelector(`[data-message="${CSS.escape(message)}"]`))
  if (!view) return
  if (view.hidden) view.parentElement?.querySelector('button.earlier')?.dispatchEvent(new MouseEvent('click'))
  if (!view.matches('.open')) view.querySelector('button')?.click()
  view.scrollIntoView({ block: 'start' })
  view.querySelector('button')?.focus({ preventScroll: true })
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
  const view = html`<div class="message ${own ? 'own' : ''}" data-message=${message.id}></div>`
  const render = () => {
    view.classList.toggle('open', open)
    view.replaceChildren(
      html`<article aria-label=${t('message.from', { name })}>
        <h3>
          <button class="message-head" type="button" aria-expanded=${String(open)} @click=${toggle}>
            <span class="who"><bdi>${name}</bdi>${own && html`<span class="tag">${t('message.you')}</span>`}</span>
            ${!open && html`<span class="glimpse" dir="auto">${message.parts[0]?.text.slice(0, 140) || message.subject}</span>`}
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
  const { attachments, ledger, has_html } = message
  const [shown = [], others = []] = [true, false].map((wanted) =>
    attachments.filter(({ inline }) => (inline && has_html) === wanted),
  )
  const fate = ledger && /skipped|failed/.test(ledger.outcome) && ledger
  return html`<div class="message-content">
    <p class="envelope soft small">
      <bdi>${message.from_address}</bdi> ${t('message.to')} ${people(message)}
      ${fate && html`<span class="tag ${fate.outcome === 'failed' ? 'danger' : ''}">${label('ledger_outcome', fate.outcome)}${fate.reason && `: ${label('skip_reason', fate.reason)}`}</span>`}
    </p>
    ${body(message, thread, name)}
    ${others.length > 0 && files(others, thread, t('message.attachments'))}
    ${
      shown.length > 0 &&
      html`<details class="small">
        <summary class="soft">${t('message.shown_within')}</summary>
        ${files(shown, thread, t('message.shown_within'))}
      </details>`
    }
  </div>`
}

/** @param {Message['attachments']} attachments @param {string} thread @param {string} name */
function files(attachments, thread, name) {
  return html`<ul role="list" class="attachments" aria-label=${name}>
    ${attachments.map(
      ({ id, filename, size_bytes, warnings }) => html`<li>
        <a class="attachment" href="${thread}/attachments/${id}" download>
          ${icon('clip')}<bdi>${filename}</bdi><span class="soft small">${format.size(size_bytes)}</span>
          ${warnings.map((warning) => html`<span class="tag danger">${label('attachment_warning', warning)}</span>`)}
        </a>
      </li>`,
    )}
  </ul>`
}

/** @param {Message} message */
function people({ to_recipients, cc_recipients }) {
  const names = [...to_recipients, ...cc_recipients].map(({ name, address }) => name || address)
  return names.map((name, at) => [at > 0 && ', ', html`<bdi>${name}</bdi>`])
}

/** @param {Message} message @param {string} thread @param {string} name */
function body(message, thread, name) {
  if (message.has_html) return framed(message, `${thread}/messages/${message.id}`, t('message.from', { name }))
  if (message.parts.length) return html`<div class="letter" dir="auto">${plainText(message.parts)}</div>`
  return html`<p class="soft">${t('message.empty')}</p>`
}

/** What is quoted is folded away but whole, web addresses are links. @param {Message['parts']} parts */
function plainText(parts) {
  return parts.map(({ kind, text }) => {
    if (kind !== 'quoted')
      return html`<div class="plain ${kind === 'signature' ? 'soft' : ''}" dir="auto">${linked(text)}</div>`
    return html`<details class="quoted">
      <summary>${t('message.quoted')}</summary>
      <div class="plain soft" dir="auto">${linked(text)}</div>
    </details>`
  })
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
