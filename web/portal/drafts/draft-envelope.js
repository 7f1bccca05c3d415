/** @import { Draft } from '../../../core/drafts/schema.ts' */
/** @import { Recipient } from '../../../core/mailboxes/schema.ts' */
import { html } from '../../shared/html.js'
import { t } from '../words.js'

/** From, To, Cc and Subject exactly as they will be sent. Nothing here is shortened: it is part of the yes. @param {Draft} draft */
export function envelope({ from_name, from_address, to_recipients, cc_recipients, subject }) {
  return html`<dl class="headers">
    ${line(t('draft.to'), people(to_recipients))}
    ${cc_recipients.length > 0 && line(t('draft.cc'), people(cc_recipients))}
    ${line(t('draft.from'), people([{ name: from_name, address: from_address }]))}
    ${line(t('draft.subject'), html`<span dir="auto">${subject || t('draft.no_subject')}</span>`)}
  </dl>`
}

/** @param {string} name @param {unknown} value */
function line(name, value) {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

/** @param {Recipient[]} recipients */
function people(recipients) {
  return recipients.map(
    ({ name, address }) =>
      html`<span class="person">${name && html`<bdi>${name}</bdi>`} <bdi class="address">${address}</bdi></span>`,
  )
}
