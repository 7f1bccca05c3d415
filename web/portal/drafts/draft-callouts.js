/** @import { Draft } from '../../../core/drafts/schema.ts' */
import { html } from '../../shared/html.js'
import { format } from '../format.js'
import { t } from '../words.js'

/** What a person should know before saying yes: why it came back, what the assistant did not know, how far it has got. @param {Draft} draft */
export function callouts(draft) {
  return [whyBack(draft), questions(draft), progress(draft)].filter((part) => part !== undefined)
}

/** @param {Draft} draft */
function whyBack({ status, notice, outbox_error }) {
  if (!notice || status !== 'pending') return undefined
  return html`<div class="callout ${notice === 'failed' ? 'danger' : 'warn'}">
    <strong>${t(`notice.${notice}`)}</strong>
    <p>${t(`notice.${notice}_lead`)}</p>
    ${notice === 'failed' && outbox_error && html`<p dir="auto">${outbox_error}</p>`}
  </div>`
}

/** @param {Draft} draft */
function questions({ status, questions: asked }) {
  if (asked.length === 0 || status !== 'pending') return undefined
  return html`<div class="callout">
    <strong>${t('draft.questions')}</strong>
    <ul>${asked.map((question) => html`<li dir="auto">${question}</li>`)}</ul>
  </div>`
}

/** @param {Draft} draft */
function progress({ status, outbox_status, updated_at }) {
  const time = format.moment(updated_at)
  if (status === 'sent') return html`<div class="callout"><strong>${t('progress.sent', { time })}</strong></div>`
  if (status === 'discarded')
    return html`<div class="callout warn"><strong>${t('progress.discarded', { time })}</strong></div>`
  if (status === 'superseded') {
    return html`<div class="callout warn"><strong>${t('progress.superseded')}</strong><p>${t('progress.superseded_lead')}</p></div>`
  }
  if (status !== 'approved') return undefined
  return html`<div class="callout">
    <strong>${outbox_status === 'unknown' ? t('progress.unknown') : t('progress.approved')}</strong>
    ${outbox_status === 'unknown' && html`<p>${t('progress.unknown_lead')}</p>`}
  </div>`
}
