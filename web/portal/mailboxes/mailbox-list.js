/** @import { Mailbox, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
/** @import { Mailboxes } from './mailboxes.js' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { attempt, format, label, t } from '../words.js'
import { reconnect } from './connect.js'

const OUTCOMES = /** @type {const} */ (['drafted', 'skipped', 'waiting', 'failed'])

/** @param {Mailboxes} mailboxes */
export function mailboxList(mailboxes) {
  const list = html`<ul role="list" class="mailboxes"></ul>`
  const render = () => list.replaceChildren(...mailboxes.items.map((mailbox) => line(mailbox, mailboxes)))
  mailboxes.addEventListener('change', render)
  return list
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
    const { ledger, watching, watch_fault: fault } = await api.get(`/api/mailboxes/${id}/health`)
    const counts = OUTCOMES.map(
      (outcome) =>
        html`<div><dt>${label('ledger_outcome', outcome)}</dt><dd>${format.number(ledger[outcome] ?? 0)}</dd></div>`,
    )
    place.replaceChildren(
      html`<dl class="ledger">${counts}</dl>`,
      html`<p class="soft small">${t(watching ? 'mailbox.watching' : fault ? `watch_fault.${fault}` : 'mailbox.not_watching')}</p>`,
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
    await mailboxes.look()
  }
  offer()
  return place
}
