/** @import { Me } from '../../core/account/schema.ts' */
/** @import { Queue } from './drafts/queue.js' */
/** @import { Mailboxes } from './mailboxes/mailboxes.js' */
import { html } from '../shared/html.js'
import { format } from './format.js'
import { icon } from './icon.js'
import { connect } from './mailboxes/connect.js'
import { connectReturn } from './mailboxes/connect-return.js'
import { explain, t } from './words.js'

/**
 * One line each, and only while it is true: offline, out of reach, a mailbox that lost its permission, back from Google.
 *
 *     <desk-banners .queue=${queue} .mailboxes=${mailboxes} .me=${me}></desk-banners>
 */
export class DeskBanners extends HTMLElement {
  /** @type {Queue | undefined} */
  queue
  /** @type {Mailboxes | undefined} */
  mailboxes
  /** @type {Me | undefined} */
  me
  #returned = connectReturn()
  #shown = ''

  connectedCallback() {
    this.role = 'status'
    this.queue?.addEventListener('change', () => this.#render())
    this.mailboxes?.addEventListener('change', () => this.#render())
    window.addEventListener('offline', () => this.#render())
    window.addEventListener('online', () => this.#render())
    this.#render()
  }

  #render() {
    const banners = [this.#network(), this.#back(), ...this.#broken()].filter((banner) => banner !== undefined)
    const words = banners.map((banner) => banner.textContent).join('|')
    if (words === this.#shown) return
    this.#shown = words
    this.replaceChildren(...banners)
  }

  #network() {
    const { queue } = this
    if (!queue?.problem && navigator.onLine) return undefined
    const time = queue?.seenAt ? format.hour(queue.seenAt) : ''
    if (queue?.offline) {
      return html`<p class="banner">${icon('offline')}<span>${time ? t('banner.offline_since', { time }) : t('banner.offline')}</span></p>`
    }
    if (!queue?.problem || !queue.loaded) return undefined
    return html`<p class="banner warn">${icon('warning')}<span>${explain(queue.problem)} ${t('banner.trying')}</span></p>`
  }

  #back() {
    if (!this.#returned) return undefined
    const { good, sentence } = this.#returned
    return html`<p class="banner ${good ? 'good' : 'warn'}">${icon(good ? 'check' : 'warning')}<span>${sentence}</span>
      <button class="button quiet icon" type="button" aria-label=${t('close')} @click=${() => this.#dismiss()}>${icon('close')}</button>
    </p>`
  }

  #broken() {
    return (this.mailboxes?.items ?? [])
      .filter(({ status }) => status === 'needs_reauth')
      .map(
        ({
          address,
        }) => html`<p class="banner warn">${icon('warning')}<span>${t('banner.reconnect', { address })}</span>
          <button class="button" type="button" @click=${() => connect(this.me, address)}>${t('mailbox.reconnect')}</button>
        </p>`,
      )
  }

  #dismiss() {
    this.#returned = undefined
    this.#render()
  }
}

customElements.define('desk-banners', DeskBanners)
