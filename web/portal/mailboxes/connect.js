/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { attempt, label, t } from '../words.js'

const WINDOWS = [7, 30, 90]
const USUAL = 30

/** How far back to read, and whether to answer that too; who has several businesses says for which. @param {Me} me */
export function connectNew({ clients }) {
  const business = select(clients.map(({ id, name }) => html`<option value=${id}>${name}</option>`))
  const reach = select(
    WINDOWS.map(
      (count) => html`<option value=${count} ?selected=${count === USUAL}>${t('connect.days', { count })}</option>`,
    ),
  )
  const existing = /** @type {HTMLInputElement} */ (html`<input type="checkbox" />`)
  const asked = () => ({
    client_id: business.value,
    window_days: Number(reach.value),
    draft_existing: existing.checked,
  })
  return html`<div class="connect">
    ${clients.length > 1 && html`<label class="field"><span class="label">${t('signup.business')}</span>${business}</label>`}
    <label class="field"><span class="label">${t('connect.window')}</span>${reach}</label>
    <label class="check">${existing}<span>${t('connect.draft_existing')}</span></label>
    ${connectButton(t('connect.button'), asked, 'primary')}
    <p class="soft small">${t('connect.google')}</p>
  </div>`
}

/** @param {Mailbox} mailbox */
export function reconnect({ client_id, address }) {
  return connectButton(t('mailbox.reconnect'), () => ({ client_id, address }), 'primary')
}

/** What Google sent back, taken out of the address so that a reload does not say it again. */
export function connectReturn() {
  const query = new URLSearchParams(location.search)
  const outcome = query.has('connected') ? 'done' : query.get('connect_error')
  if (!outcome) return undefined

  query.delete('connected')
  query.delete('connect_error')
  history.replaceState(history.state, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}`)
  const known = /^(done|denied|partial|expired|taken)$/.test(outcome)
  return { good: outcome === 'done', sentence: known ? label('connect', outcome) : t('connect.failed') }
}

/** @param {HTMLElement[]} options */
function select(options) {
  return /** @type {HTMLSelectElement} */ (html`<select class="input">${options}</select>`)
}

/** @param {string} text @param {() => object} asked @param {string} kind */
function connectButton(text, asked, kind) {
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
  return html`<div class="connect-button">${connect}${wrong}</div>`
}
