/** @import { Receipt } from '../../../core/drafts/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { failure, format, label, t } from '../words.js'
import { addressOf } from './checks.js'

/** @typedef {Receipt['calls'][number]} Call */

/** What went to which model before this draft was there; asked for when somebody wants to see it. @param {string} id */
export function receipt(id) {
  const place = html`<div class="calls" role="status"></div>`
  const look = async () => {
    place.replaceChildren(html`<p class="soft">${t('loading')}</p>`)
    try {
      /** @type {Receipt} */
      const { calls } = await api.get(`/api/drafts/${id}/receipt`)
      place.replaceChildren(
        html`<p class="soft">${t(calls.length ? 'receipt.lead' : 'receipt.none')}</p>`,
        html`<ol role="list">${calls.map(line)}</ol>`,
      )
    } catch (error) {
      place.replaceChildren(failure(problemFrom(error), look))
    }
  }
  const details = /** @type {HTMLDetailsElement} */ (
    html`<details class="rests receipt" @toggle=${() => details.open && look()}>
      <summary>${t('receipt.title')}</summary>
      ${place}
    </details>`
  )
  return details
}

/** @param {Call} call */
function line({ task, model, outcome, texts, input, cache_write, cache_read, output, cost, created_at }) {
  const shown = Map.groupBy(texts, ({ kind }) => kind)
  const said = [...shown].map(([kind, those]) => label('shown', kind, { count: those.length }))
  const named = texts.filter(({ title }) => title)
  return html`<li>
    <span class="said">${label('model_task', task)}</span>
    <span class="soft small"><bdi>${model}</bdi> · ${format.moment(created_at)} · ${label('call_outcome', outcome)}</span>
    <span class="small">${said.length ? format.list(said) : t('receipt.no_texts')}</span>
    ${named.length > 0 && html`<ul class="named small" role="list">${named.map(text)}</ul>`}
    <span class="soft small">${t('receipt.cost', {
      read: format.number(input + cache_write + cache_read),
      written: format.number(output),
      cost: format.money(cost / 1_000_000),
    })}</span>
  </li>`
}

/** @param {Call['texts'][number]} text */
function text({ title, passage }) {
  const name = html`<bdi>${title}</bdi>`
  return html`<li>${passage ? html`<a href=${addressOf(passage)}>${name} · ${t('source.place', { position: passage.position })}</a>` : name}</li>`
}
