/** @import { Message } from '../../../core/threads/schema.ts' */
import { html } from '../../shared/html.js'
import { format } from '../format.js'
import { icon } from '../icon.js'
import { label, t } from '../words.js'
import { MailFrame } from './mail-frame.js'
import { plainText } from './plain-text.js'

/**
 * One message: a line when folded, a letter when open.
 *
 *     <message-view .message=${message} .threadId=${thread.id} .open=${true}></message-view>
 */
export class MessageView extends HTMLElement {
  /** @type {Message | undefined} */
  message
  threadId = ''
  open = false

  connectedCallback() {
    if (this.childElementCount === 0) this.#render()
  }

  #toggle = () => {
    this.open = !this.open
    this.#render()
    this.querySelector('button')?.focus()
  }

  #render() {
    const { message } = this
    if (!message) return
    this.classList.toggle('open', this.open)
    this.classList.toggle('own', message.direction === 'outbound')
    this.replaceChildren(
      html`<article aria-label=${t('message.from', { name: who(message) })}>
        <h3>
          <button class="message-head" type="button" aria-expanded=${String(this.open)} @click=${this.#toggle}>
            <span class="who"><bdi>${who(message)}</bdi>${message.direction === 'outbound' && html`<span class="tag">${t('message.you')}</span>`}</span>
            ${!this.open && html`<span class="glimpse" dir="auto">${glimpse(message)}</span>`}
            <time datetime=${message.received_at} title=${format.full(message.received_at)}>${format.brief(message.received_at)}</time>
          </button>
        </h3>
        ${this.open && this.#content(message)}
      </article>`,
    )
  }

  /** @param {Message} message */
  #content(message) {
    return html`<div class="message-content">
      <p class="envelope soft small">
        <bdi>${message.from_address}</bdi> ${t('message.to')} ${people(message)}
        ${message.ledger?.outcome === 'skipped' && html`<span class="tag">${fate(message)}</span>`}
        ${message.ledger?.outcome === 'failed' && html`<span class="tag danger">${fate(message)}</span>`}
      </p>
      ${this.#body(message)}
      ${message.attachments.length > 0 && this.#attachments(message)}
    </div>`
  }

  /** @param {Message} message */
  #body(message) {
    if (message.html === '') {
      return message.plain.trim() === ''
        ? html`<p class="soft">${t('message.empty')}</p>`
        : html`<div class="letter" dir="auto">${plainText(message.plain)}</div>`
    }
    const src = `/api/threads/${this.threadId}/messages/${message.id}/html`
    return Object.assign(new MailFrame(), { src, label: t('message.from', { name: who(message) }) })
  }

  /** @param {Message} message */
  #attachments({ attachments }) {
    return html`<ul role="list" class="attachments" aria-label=${t('message.attachments')}>
      ${attachments.map(
        ({ id, filename, size_bytes }) => html`<li>
          <a class="attachment" href="/api/threads/${this.threadId}/attachments/${id}" download>
            ${icon('clip')}<bdi>${filename}</bdi><span class="soft small">${format.size(size_bytes)}</span>
          </a>
        </li>`,
      )}
    </ul>`
  }
}

/** @param {Message} message */
function who({ from_name, from_address }) {
  return from_name || from_address
}

/** @param {Message} message */
function people({ to_recipients, cc_recipients }) {
  const names = [...to_recipients, ...cc_recipients].map(({ name, address }) => name || address)
  return names.map((name, at) => [at > 0 && ', ', html`<bdi>${name}</bdi>`])
}

/** @param {Message} message */
function glimpse({ plain, subject }) {
  return plain.trim().slice(0, 140).replace(/\s+/g, ' ') || subject
}

/** @param {Message} message */
function fate({ ledger }) {
  if (!ledger) return ''
  const outcome = label('ledger_outcome', ledger.outcome)
  return ledger.reason ? `${outcome}: ${label('skip_reason', ledger.reason)}` : outcome
}

customElements.define('message-view', MessageView)
