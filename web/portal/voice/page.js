/** @import { Me } from '../../../core/account/schema.ts' */
import { banner, find, html } from '../../shared/html.js'
import { enter } from '../entrance.js'
import { t } from '../words.js'
import { Memories } from './memories.js'
import { Voices } from './voices.js'

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const places = { memories: find(page, '#memories', HTMLElement), voices: find(page, '#voices', HTMLElement) }
  const show = (/** @type {string} */ client) => {
    for (const shown of page.querySelectorAll('business-memories, business-voices')) shown.remove()
    places.memories.append(new Memories(client))
    places.voices.append(new Voices(client))
  }
  show(me.clients[0]?.id ?? '')
  find(page, '#business', HTMLElement).append(...chooseBusiness(me, show))
  watchConnection()
  return page
}

/** Who has several says which. @param {Me} me @param {(client: string) => void} show */
function chooseBusiness({ clients }, show) {
  if (clients.length < 2) return []
  const choice = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${clients.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select>`
  )
  choice.addEventListener('change', () => show(choice.value))
  return [html`<label class="field"><span class="label">${t('signup.business')}</span>${choice}</label>`]
}

function watchConnection() {
  const place = find(document, '#banners', HTMLElement)
  const update = () => place.replaceChildren(...(navigator.onLine ? [] : [banner('', 'offline', t('banner.offline'))]))
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  update()
}
