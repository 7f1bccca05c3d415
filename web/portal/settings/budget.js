/** @import { Budget } from '../../../core/models/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce, attempt, explain, failure, format, t } from '../words.js'

/** The API counts in millionths of a dollar. */
const DOLLAR = 1e6

/** What the assistant's models have cost this month, and may. @param {string} client the id of a business one owns */
export function budgetSettings(client) {
  const at = `/api/account/clients/${client}/budget`
  const place = html`<div class="settings budget"></div>`
  const look = async () => {
    try {
      show(await api.get(at))
    } catch (error) {
      const problem = problemFrom(error)
      // Offline, the page says so already, and this is looked at again with the connection.
      if (navigator.onLine) return place.replaceChildren(failure(problem, look))
      window.addEventListener('online', look, { once: true })
      place.replaceChildren(html`<p class="soft small">${explain(problem)}</p>`)
    }
  }
  /** @param {Budget} budget */
  const show = (budget) => {
    const most = budget.plan / DOLLAR
    const said = html`<p class="small" role="alert"></p>`
    const say = (/** @type {string} */ sentence, wrong = true) => {
      said.classList.toggle('wrong', wrong)
      said.textContent = sentence
    }
    const field = /** @type {HTMLInputElement} */ (
      html`<input class="input small" type="number" inputmode="decimal" min="0" max=${most} step="0.01"
        placeholder=${most.toFixed(2)} value=${budget.cap === null ? '' : (budget.cap / DOLLAR).toFixed(2)} dir="ltr" />`
    )
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault()
      if (!field.validity.valid) {
        say(t('budget.wrong', { most: format.dollars(most) }))
        field.focus()
        return
      }
      const cap = field.value === '' ? null : Math.round(Number(field.value) * DOLLAR)
      attempt(async () => {
        show(await api.patch(at, { cap }))
        announce(t('save.saved'))
        place.querySelector('input')?.focus()
      }, say)
    }
    place.replaceChildren(
      ...spentOf(budget),
      html`<form class="budget-cap" novalidate @submit=${submit}>
        <label class="field"><span class="label">${t('budget.cap')}</span>${field}</label>
        <button class="button">${t('budget.save')}</button>
      </form>`,
      said,
    )
  }
  look()
  // One of each business: a group has to be named, and a landmark to have a name of its own.
  return html`<div class="settings" role="group" aria-labelledby=${`budget-${client}`}>
    <h3 id=${`budget-${client}`}>${t('budget.title')}</h3>
    ${place}
  </div>`
}

/** @param {Budget} budget */
function spentOf({ budget, spent, cheaper_from, held }) {
  const said = (/** @type {number} */ sum) => format.dollars(sum / DOLLAR)
  const [used, all, cheaper, left] = [said(spent), said(budget), said(cheaper_from), said(Math.max(0, budget - spent))]
  const now = spent >= budget ? 'budget.stopped' : spent >= cheaper_from ? 'budget.cheaper' : ''
  return [
    html`<p>${t('budget.used', { used, all, left })}</p>`,
    html`<meter min="0" max=${Math.max(1, budget)} value=${Math.min(spent, Math.max(1, budget))} aria-label=${t('budget.title')}></meter>`,
    html`<p class="soft small">${t('budget.how', { cheaper, all })}</p>`,
    ...(now ? [html`<p class="small now">${t(now)}</p>`] : []),
    ...(held > 0 ? [html`<p class="small">${t('account.held', { count: held })}</p>`] : []),
  ]
}
