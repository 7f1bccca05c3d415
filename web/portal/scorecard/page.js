/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Scorecard } from '../../../core/insights/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { find, html } from '../../shared/html.js'
import { watchConnection } from '../business-page.js'
import { enter } from '../entrance.js'
import { failure, format, label, t } from '../words.js'

const PERIODS = [7, 30, 90, 365]
const USUAL = 30

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const place = find(page, '#scorecard', HTMLElement)
  const business = select(me.clients.map(({ id, name }) => ({ value: id, text: name })))
  const days = select(PERIODS.map((count) => ({ value: `${count}`, text: t('scorecard.days', { count }) })))
  days.value = `${USUAL}`
  const show = async () => {
    const asked = `/api/insights/scorecard/${business.value}?days=${days.value}`
    place.ariaBusy = 'true'
    try {
      place.replaceChildren(...partsOf(await api.get(asked)))
    } catch (error) {
      place.replaceChildren(failure(problemFrom(error), show))
    }
    place.ariaBusy = null
  }
  for (const choice of [business, days]) choice.addEventListener('change', show)
  find(page, '#choices', HTMLElement).append(
    ...(me.clients.length > 1 ? [field(t('signup.business'), business)] : []),
    field(t('scorecard.period'), days),
  )
  place.replaceChildren(
    html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`,
  )
  show()
  watchConnection()
  return page
}

/** @param {{ value: string, text: string }[]} options */
function select(options) {
  return /** @type {HTMLSelectElement} */ (
    html`<select class="input">${options.map(({ value, text }) => html`<option value=${value}>${text}</option>`)}</select>`
  )
}

/** @param {string} words @param {HTMLElement} input */
function field(words, input) {
  return html`<label class="field"><span class="label">${words}</span>${input}</label>`
}

/** @param {Scorecard} card */
function partsOf({ decided, fates, reasons, anew, distance, waited, minutes_saved }) {
  if (decided === 0) return [html`<p class="none">${t('scorecard.none')}</p>`]
  const given = Object.values(reasons).reduce((sum, count) => sum + count, 0)
  const why = { ...reasons, unsaid: fates.discarded - given }
  return [
    section(t('scorecard.fates'), [
      bars('draft_fate', fates, decided),
      html`<dl class="facts">
        ${distance !== null && fact(t('scorecard.distance'), format.share(distance))}
        ${fact(t('scorecard.anew'), format.number(anew))}
      </dl>`,
    ]),
    ...(fates.discarded > 0 ? [section(t('scorecard.reasons'), [bars('discard_reason', why, fates.discarded)])] : []),
    section(t('scorecard.time'), [
      html`<dl class="facts">
        ${waited.p50 !== null && fact(t('scorecard.p50'), format.duration(waited.p50))}
        ${waited.p95 !== null && fact(t('scorecard.p95'), format.duration(waited.p95))}
        ${minutes_saved !== null && fact(t('scorecard.saved'), format.duration(minutes_saved * 60_000))}
      </dl>`,
      html`<p class="soft small">${t(minutes_saved === null ? 'scorecard.not_enough' : 'scorecard.saved_how')}</p>`,
    ]),
  ]
}

/** @param {string} title @param {HTMLElement[]} parts */
function section(title, parts) {
  return html`<section><h2>${title}</h2>${parts}</section>`
}

/** @param {string} words @param {string} value */
function fact(words, value) {
  return html`<div><dt>${words}</dt><dd>${value}</dd></div>`
}

/** How many of each, and a bar as long as their share. @param {string} kind @param {Record<string, number>} counts @param {number} all */
function bars(kind, counts, all) {
  const rows = Object.entries(counts).map(([name, count]) => {
    const words = name === 'unsaid' ? t('scorecard.unsaid') : label(kind, name)
    return html`<li>
      <span>${words}</span>
      <span class="amount">${t('scorecard.of', { count, all })} · ${format.share(count / all)}</span>
      <meter min="0" max=${all} value=${count} aria-label=${words}></meter>
    </li>`
  })
  return html`<ul class="bars">${rows}</ul>`
}
