/** @import { Draft } from '../../../core/drafts/schema.ts' */
/** @typedef {Draft['senders'][number]} Recipient */
/** @import { Wording } from './wording.js' */
import { api } from '../../shared/api.js'
import { button, html, icon } from '../../shared/html.js'
import { t } from '../words.js'

/** Nothing here is shortened: it is part of the yes. Whom it goes to can be changed among the people of the conversation. @param {Wording} wording */
export function envelope(wording) {
  const { draft } = wording
  const { to_recipients: to, cc_recipients: cc, senders, reply_to, subject } = draft
  const open = draft.status === 'pending'
  const chosen = open && senders.length > 1 && senders.some(({ address }) => address === draft.from_address)
  return html`<dl class="headers">
    ${header(
      t('draft.to'),
      to.map((one) => person(one, open && to.length > 1 && (() => send(wording, to.filter(not(one)), cc)))),
      elsewhere(draft),
    )}
    ${
      cc.length > 0 &&
      header(
        t('draft.cc'),
        cc.map((one) => person(one, open && (() => send(wording, to, cc.filter(not(one)))))),
      )
    }
    ${open && others(wording)}
    ${header(t('draft.from'), chosen ? from(wording) : person({ name: draft.from_name, address: draft.from_address }))}
    ${reply_to && header(t('draft.answers_to'), person({ name: '', address: reply_to }))}
    ${header(t('draft.subject'), html`<span dir="auto">${subject || t('draft.no_subject')}</span>`)}
  </dl>`
}

/** @param {string} name @param {...unknown} value */
function header(name, ...value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

/** @param {Recipient} recipient @param {false | (() => void)} [remove] */
function person({ name, address }, remove) {
  const who = name || address
  return html`<span class="person">${name && html`<bdi>${name}</bdi>`} <bdi class="address">${address}</bdi>${
    remove && button('quiet icon remove', icon('close'), remove, { label: t('draft.remove', { name: who }) })
  }</span>`
}

/** An answer to another house than the one the letter came from. @param {Draft} draft */
function elsewhere({ participants, to_recipients }) {
  const sender = participants.find(({ role }) => role === 'sender')
  if (!sender || to_recipients.some(({ address }) => domain(address) === domain(sender.address))) return false
  const to = to_recipients.map(({ address }) => address).join(', ')
  return html`<p class="callout warn">${t('draft.goes_elsewhere', { to, sender: sender.address })}</p>`
}

/** @param {Wording} wording */
function others(wording) {
  const { participants, to_recipients: to, cc_recipients: cc } = wording.draft
  const absent = participants.filter(({ address }) => [...to, ...cc].every((one) => one.address !== address))
  const all = absent.filter(({ role }) => role === 'other')
  const add = html`<select class="input small" aria-label=${t('draft.add')}
    @change=${picked((address) => send(wording, to, [...cc, { name: '', address }]))}>
    <option value="">${t('draft.add')}</option>
    ${absent.map(({ name, address }) => html`<option value=${address}>${name ? `${name} (${address})` : address}</option>`)}
  </select>`
  const found = [
    all.length > 0 && button('quiet', t('draft.reply_all'), () => send(wording, to, [...cc, ...all])),
    cc.length > 0 && button('quiet', t('draft.reply_one'), () => send(wording, to, [])),
    absent.length > 0 && add,
  ].filter(Boolean)
  return found.length > 0 && header('', html`<span class="people">${found}</span>`)
}

/** @param {Wording} wording */
function from(wording) {
  const { senders, from_address } = wording.draft
  return html`<select class="input small" aria-label=${t('draft.from')}
    @change=${picked((address) => save(wording, { from: address }))}>
    ${senders.map(
      ({ name, address }) =>
        html`<option value=${address} ?selected=${address === from_address}>${name ? `${name} (${address})` : address}</option>`,
    )}
  </select>`
}

/** @param {(address: string) => void} act @returns {(event: Event) => void} */
const picked = (act) => (event) => event.target instanceof HTMLSelectElement && act(event.target.value)

/** @param {Wording} wording @param {Recipient[]} to @param {Recipient[]} cc */
const send = (wording, to, cc) => save(wording, { to: addresses(to), cc: addresses(cc) })

/** @param {Wording} wording @param {object} change */
const save = (wording, change) =>
  wording.change(({ id, version }) => api.patch(`/api/drafts/${id}`, { version, ...change }))

/** @param {Recipient[]} people */
const addresses = (people) => people.map(({ address }) => address)

/** @param {Recipient} one @returns {(other: Recipient) => boolean} */
const not = (one) => (other) => other.address !== one.address

/** @param {string} address */
const domain = (address) => address.slice(address.lastIndexOf('@'))
