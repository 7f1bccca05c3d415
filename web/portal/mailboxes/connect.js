/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { attempt, label, t } from '../words.js'

/** Who has several businesses says for which. @param {Me} me */
export function connectNew({ clients }) {
  const business = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${clients.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select>`
  )
  return html`<div class="connect">
    ${clients.length > 1 && html`<label class="field"><span class="label">${t('signup.business')}</span>${business}</label>`}
    ${connectButton(t('connect.button'), () => ({ client_id: business.value }), 'primary')}
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
  history.replaceState(history.state, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}`)
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
