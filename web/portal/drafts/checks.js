/** @import { DraftClaim } from '../../../core/drafts/schema.ts' */
/** @import { Wording } from './wording.js' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { label, t } from '../words.js'

/** What the text says and nothing else does; whoever changes the words has settled it as well. @param {Wording} wording */
export function unchecked({ draft, text }) {
  return draft.claims.filter(({ source, vouched, text: said }) => !source && !vouched && text.includes(said))
}

/** Changes only where it would be drawn in another way. @param {Wording} wording */
export function drawnAs(wording) {
  const { draft, text } = wording
  const said = draft.claims.filter((claim) => text.includes(claim.text))
  return JSON.stringify([draft.status, said.map(({ position, source, vouched }) => [position, source, vouched])])
}

/**
 * What is to be checked before a yes, one by one; and what the rest rests on.
 * @param {Wording} wording @param {(said: string) => void} show selects it in the text
 */
export function checks(wording, show) {
  const { draft, text } = wording
  const open = draft.status === 'pending'
  const todo = open ? unchecked(wording) : []
  const rests = draft.claims.filter((claim) => text.includes(claim.text) && !todo.includes(claim))
  return [
    todo.length > 0 &&
      html`<section class="callout warn to-check" aria-label=${t('check.title')}>
        <strong>${t('check.title')}</strong>
        <p>${t('check.lead')}</p>
        <ul role="list">${todo.map((claim) => toCheck(wording, claim, show))}</ul>
      </section>`,
    rests.length > 0 &&
      html`<details class="rests">
        <summary>${t('check.rests', { count: rests.length })}</summary>
        <ul role="list">${rests.map((claim) => resting(wording, claim, open))}</ul>
      </details>`,
  ]
}

/** @param {Wording} wording @param {DraftClaim} claim @param {(said: string) => void} show */
function toCheck(wording, claim, show) {
  const { position, text, elsewhere, message_id } = claim
  return html`<li>
    <button class="claim" type="button" title=${t('check.show')} @click=${() => show(text)}><bdi>${text}</bdi></button>
    <span class="tag ${elsewhere || message_id ? 'danger' : ''}">${doubt(claim)}</span>
    ${place(claim)}
    ${button('small', t('check.right'), () => vouch(wording, position, true), { label: `${t('check.right')}: ${text}` })}
  </li>`
}

/** @param {DraftClaim} claim */
function doubt({ kind, elsewhere, message_id }) {
  if (elsewhere) return t('check.elsewhere')
  return message_id ? t('check.theirs') : label('claim_kind', kind)
}

/** Where it is said: `cite` asks whoever shows the conversation for the message. @param {DraftClaim} claim */
function place({ message_id, passage, title, elsewhere }) {
  const jump = (/** @type {Event} */ event) =>
    event.currentTarget?.dispatchEvent(new CustomEvent('cite', { bubbles: true, detail: message_id }))
  if (message_id)
    return html`<button class="claim" type="button" @click=${jump}>${title && html`<bdi>${title}</bdi>`}</button>`
  if (passage) return html`<a href=${addressOf(passage)}><bdi>${title}</bdi></a>`
  return elsewhere && html`<bdi class="soft small">${title}</bdi>`
}

/** @param {Wording} wording @param {DraftClaim} claim @param {boolean} open */
function resting(wording, claim, open) {
  const { position, text, source, quote, vouched } = claim
  return html`<li>
    <bdi class="said">${text}</bdi>
    <span class="soft small">${source ? label('claim_source', source) : vouched && t('check.vouched')}</span>
    ${place(claim)}
    ${quote && html`<q class="soft small" dir="auto">${quote}</q>`}
    ${!source && open && button('quiet small', t('check.take_back'), () => vouch(wording, position, false))}
  </li>`
}

/** Where a passage opens. @param {NonNullable<DraftClaim['passage']>} passage */
export function addressOf({ source_id, position }) {
  return `/portal/knowledge/?${new URLSearchParams({ source: source_id, position: `${position}` })}`
}

/** @param {Wording} wording @param {number} claim @param {boolean} stands */
function vouch(wording, claim, stands) {
  return wording.change(({ id }) => api.post(`/api/drafts/${id}/vouch`, { claims: [claim], stands }))
}
