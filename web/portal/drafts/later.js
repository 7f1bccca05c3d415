import { button, html, icon } from '../../shared/html.js'
import { format, t } from '../words.js'

/** A menu of moments at which a reply may leave. @param {(at: string) => void} choose */
export function later(choose) {
  const pick = (/** @type {Date} */ at) => {
    menu.hidePopover()
    choose(at.toISOString())
  }
  const moment = (/** @type {string} */ name, /** @type {Date} */ at) =>
    button('quiet', [name, html`<span class="soft small">${format.moment(at.toISOString())}</span>`], () => pick(at))
  const own = /** @type {HTMLInputElement} */ (
    html`<input class="input" type="datetime-local" required aria-label=${t('later.choose')} />`
  )
  const menu = html`<div class="later-menu" id="later" popover="auto" role="group" aria-label=${t('later.title')}></div>`
  menu.addEventListener('beforetoggle', () => {
    own.min = local(new Date(Date.now() + 60_000))
    own.max = local(day(59))
    menu.replaceChildren(
      moment(t('later.hour'), new Date(Date.now() + 3_600_000)),
      moment(t('later.tomorrow'), day(1)),
      moment(t('later.monday'), day((8 - new Date().getDay()) % 7 || 7)),
      html`<form @submit=${(/** @type {Event} */ event) => {
        event.preventDefault()
        pick(new Date(own.value))
      }}>${own}<button class="button" type="submit">${t('later.set')}</button></form>`,
    )
  })
  const opener = /** @type {HTMLButtonElement} */ (
    html`<button class="button quiet icon" type="button" popovertarget="later" aria-label=${t('later.title')} title=${t('later.title')}>${icon('clock')}</button>`
  )
  return { opener, menu }
}

/** At eight in the morning. @param {number} days */
function day(days) {
  const at = new Date()
  at.setDate(at.getDate() + days)
  at.setHours(8, 0, 0, 0)
  return at
}

/** As the field writes it: local, without a zone. @param {Date} at */
const local = (at) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
