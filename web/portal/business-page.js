/** @import { Me } from '../../core/account/schema.ts' */
import { banner, find, html } from '../shared/html.js'
import { t } from './words.js'

/** Who has several businesses says which; the first is what a page begins with. @param {Me} me @param {(client: string) => void} show */
export function chooseBusiness({ clients }, show) {
  if (clients.length < 2) return
  const choice = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${clients.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select>`
  )
  choice.addEventListener('change', () => show(choice.value))
  find(document, '#business', HTMLElement).append(
    html`<label class="field"><span class="label">${t('signup.business')}</span>${choice}</label>`,
  )
}

/** Says so while there is no network. */
export function watchConnection() {
  const place = find(document, '#banners', HTMLElement)
  const update = () => place.replaceChildren(...(navigator.onLine ? [] : [banner('', 'offline', t('banner.offline'))]))
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  update()
}
