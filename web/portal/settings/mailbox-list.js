/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailbox, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
/** @import { Mailboxes } from '../mailboxes/mailboxes.js' */
import { api, problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { format } from '../format.js'
import { connectButton } from '../mailboxes/connect-button.js'
import { explain, label, t } from '../words.js'

const OUTCOMES = /** @type {const} */ (['drafted', 'skipped', 'waiting', 'failed'])

/**
 * Every mailbox with how it is doing: what became of each mail, and whether Gmail tells us of new ones.
 *
 *     <mailbox-list .me=${me} .mailboxes=${mailboxes}></mailbox-list>
 */
export class MailboxList extends HTMLElement {
  /** @type {Me | undefined} */
  me
  /** @type {Mailboxes | undefined} */
  mailboxes

  connectedCallback() {
    this.mailboxes?.addEventListener('change', () => this.isConnected && this.#render())
    this.#render()
  }

  #render() {
    const items = this.mailboxes?.items ?? []
    this.replaceChildren(
      html`<ul role="list" class="mailboxes">${items.map((mailbox) => this.#mailbox(mailbox))}</ul>`,
      connectButton(items.length > 0 ? t('mailbox.connect_another') : t('connect.button'), this.me),
    )
  }

  /** @param {Mailbox} mailbox */
  #mailbox(mailbox) {
    const { address, status, last_synced_at } = mailbox
    const health = html`<div class="health"></div>`
    if (status === 'connected') this.#showHealth(mailbox, health)
    return html`<li class="mailbox">
      <div class="mailbox-head">
        <strong><bdi>${address}</bdi></strong>
        <span class="tag ${status === 'connected' ? 'accent' : 'warn'}">${label('mailbox_status', status)}</span>
      </div>
      <p class="soft small">${last_synced_at ? t('mailbox.read', { time: format.ago(last_synced_at) }) : t('mailbox.not_read')}</p>
      ${health}
      <div class="actions">
        ${status !== 'connected' && connectButton(t('mailbox.reconnect'), this.me, { address })}
        ${status !== 'disconnected' && this.#disconnect(mailbox)}
      </div>
    </li>`
  }

  /** @param {Mailbox} mailbox @param {HTMLElement} place */
  async #showHealth({ id }, place) {
    try {
      /** @type {MailboxHealth} */
      const { ledger, watching } = await api.get(`/api/mailboxes/${id}/health`)
      place.replaceChildren(
        html`<dl class="ledger">${OUTCOMES.map(
          (outcome) =>
            html`<div><dt>${label('ledger_outcome', outcome)}</dt><dd>${format.number(ledger[outcome] ?? 0)}</dd></div>`,
        )}</dl>`,
        html`<p class="soft small">${watching ? t('mailbox.watching') : t('mailbox.not_watching')}</p>`,
      )
    } catch (error) {
      place.replaceChildren(explain(problemFrom(error)))
    }
  }

  /** Asks once more in its own place. @param {Mailbox} mailbox */
  #disconnect({ id }) {
    const place = html`<div class="confirm"></div>`
    const ask = () => {
      place.replaceChildren(
        html`<p class="small">${t('mailbox.disconnect_sure')}</p>`,
        html`<button class="button danger" type="button" @click=${act}>${t('mailbox.disconnect')}</button>`,
        html`<button class="button quiet" type="button" @click=${offer}>${t('cancel')}</button>`,
      )
      place.querySelector('button')?.focus()
    }
    const act = async () => {
      try {
        await api.post(`/api/mailboxes/${id}/disconnect`)
        await this.mailboxes?.refresh()
      } catch (error) {
        place.replaceChildren(explain(problemFrom(error)))
      }
    }
    const offer = () => {
      place.replaceChildren(
        html`<button class="button quiet danger" type="button" @click=${ask}>${t('mailbox.disconnect')}</button>`,
      )
    }
    offer()
    return place
  }
}

customElements.define('mailbox-list', MailboxList)
