/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailbox, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, find, html } from '../../shared/html.js'
import { attempt, format, label, t } from '../words.js'

const SETTLED = 60_000
const YOUNG = 5000
const OUTCOMES = /** @type {const} */ (['drafted', 'skipped', 'waiting', 'failed'])

/** Looked at now and then; more often until the first mail has been read. Emits `change`. */
export class Mailboxes extends EventTarget {
  /** @type {Mailbox[]} */
  items = []
  #loaded = false
  #next = 0

  get none() {
    return this.#loaded && this.items.every(({ status }) => status === 'disconnected')
  }

  get young() {
    return this.items.some(({ status, last_synced_at }) => status === 'connected' && !last_synced_at)
  }

  async refresh() {
    /** @type {{ items: Mailbox[] }} */
    const { items } = await api.get('/api/mailboxes')
    const same = this.#loaded && JSON.stringify(items) === JSON.stringify(this.items)
    this.items = items
    this.#loaded = true
    if (!same) this.dispatchEvent(new Event('change'))
  }

  async refreshSometimes() {
    if (Date.now() < this.#next) return
    try {
      await this.refresh()
    } catch (error) {
      // The queue's own look reports what is wrong.
      problemFrom(error)
    }
    this.#next = Date.now() + (this.young ? YOUNG : SETTLED)
  }
}

/** Who has several businesses says for which. @param {Me} me @param {string} text @param {string} [kind] */
export function connectNew({ clients }, text, kind) {
  const business = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${clients.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select>`
  )
  return html`<div class="connect">
    ${clients.length > 1 && html`<label class="field"><span class="label">${t('signup.business')}</span>${business}</label>`}
    ${connectButton(text, () => ({ client_id: business.value }), kind)}
  </div>`
}

/** @param {Mailbox} mailbox */
export function reconnect({ client_id, address }) {
  return connectButton(t('mailbox.reconnect'), () => ({ client_id, address }))
}

/** What Google sent back, taken out of the address so that a reload does not say it again. */
export function connectReturn() {
  const query = new URLSearchParams(location.search)
  const outcome = query.has('connected') ? 'done' : query.get('connect_error')
  if (!outcome) return undefined

  query.delete('connected')
  query.delete('connect_error')
  history.replaceState(history.state, '', query.size > 0 ? `/portal/?${query}` : '/portal/')
  const known = /^(done|denied|partial|expired|taken)$/.test(outcome)
  return { good: outcome === 'done', sentence: known ? label('connect', outcome) : t('connect.failed') }
}

/** @param {string} text @param {() => object} asked @param {string} [kind] */
function connectButton(text, asked, kind = '') {
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const go = async () => {
    /** @type {{ url: string }} */
    const { url } = await api.post('/api/mailboxes/connect', asked())
    if (!/^https?:/.test(url)) throw new Error('Cannot follow a consent address that is not a web address')
    location.assign(url)
  }
  const connect = button(kind, text, () => {
    connect.disabled = true
    wrong.textContent = ''
    attempt(go, (sentence) => {
      connect.disabled = false
      wrong.textContent = sentence
    })
  })
  return html`<div class="connect">${connect}${wrong}</div>`
}

/** @param {Me} me @param {Mailboxes} mailboxes */
export function mailboxList(me, mailboxes) {
  const list = html`<ul role="list" class="mailboxes"></ul>`
  // What someone is choosing here is not drawn anew.
  const connect = connectNew(me, '')
  const render = () => {
    const { items } = mailboxes
    list.replaceChildren(...items.map((mailbox) => line(mailbox, mailboxes)))
    const text = items.length > 0 ? t('mailbox.connect_another') : t('connect.button')
    find(connect, 'button', HTMLButtonElement).textContent = text
  }
  mailboxes.addEventListener('change', () => list.isConnected && render())
  render()
  return html`<div class="mailboxes">${list}${connect}</div>`
}

/** @param {Mailbox} mailbox @param {Mailboxes} mailboxes */
function line(mailbox, mailboxes) {
  const { id, address, status, last_synced_at: read } = mailbox
  const connected = status === 'connected'
  return html`<li class="mailbox">
    <div class="mailbox-head">
      <strong><bdi>${address}</bdi></strong>
      <span class="tag ${connected ? 'accent' : 'warn'}">${label('mailbox_status', status)}</span>
    </div>
    <p class="soft small">${read ? t('mailbox.read', { time: format.ago(read) }) : t('mailbox.not_read')}</p>
    ${connected && health(id)}
    <div class="actions">
      ${!connected && reconnect(mailbox)}
      ${status !== 'disconnected' && disconnect(id, mailboxes)}
    </div>
  </li>`
}

/** @param {string} id */
function health(id) {
  const place = html`<div class="health"></div>`
  const load = async () => {
    /** @type {MailboxHealth} */
    const { ledger, watching } = await api.get(`/api/mailboxes/${id}/health`)
    const counts = OUTCOMES.map(
      (outcome) =>
        html`<div><dt>${label('ledger_outcome', outcome)}</dt><dd>${format.number(ledger[outcome] ?? 0)}</dd></div>`,
    )
    place.replaceChildren(
      html`<dl class="ledger">${counts}</dl>`,
      html`<p class="soft small">${watching ? t('mailbox.watching') : t('mailbox.not_watching')}</p>`,
    )
  }
  attempt(load, (sentence) => place.replaceChildren(sentence))
  return place
}

/** @param {string} id @param {Mailboxes} mailboxes */
function disconnect(id, mailboxes) {
  const place = html`<div class="confirm"></div>`
  const offer = () => place.replaceChildren(button('quiet danger', t('mailbox.disconnect'), ask))
  const ask = () => {
    place.replaceChildren(
      html`<p class="small">${t('mailbox.disconnect_sure')}</p>`,
      button('danger', t('mailbox.disconnect'), () => attempt(act, (sentence) => place.replaceChildren(sentence))),
      button('quiet', t('cancel'), offer),
    )
    place.querySelector('button')?.focus()
  }
  const act = async () => {
    await api.post(`/api/mailboxes/${id}/disconnect`)
    await mailboxes.refresh()
  }
  offer()
  return place
}
