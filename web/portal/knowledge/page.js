/** @import { Me } from '../../../core/account/schema.ts' */
import { banner, find, html } from '../../shared/html.js'
import { chooseBusiness } from '../business-page.js'
import { enter } from '../entrance.js'
import { live } from '../live.js'
import { failure, format, t } from '../words.js'
import { addSource } from './add.js'
import { showPassages } from './passages.js'
import { searchBox } from './search.js'
import { SourceCard } from './source-card.js'
import { Sources } from './sources.js'

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const section = find(page, '#sources', HTMLElement)
  const sources = new Sources(me.clients[0]?.id ?? '')
  const list = html`<div role="list" class="sources" aria-labelledby="sources-title"></div>`
  const rest = html`<div class="rest"></div>`
  const count = find(page, '#sources-count', HTMLElement)
  const look = live(() => sources.lookSometimes())
  section.append(list, rest)
  chooseBusiness(me, (client) => {
    sources.of(client)
    look()
  })
  find(page, '#search', HTMLElement).append(searchBox(sources))
  find(page, '#add', HTMLElement).append(addSource(sources, look))
  banners(sources)

  /** @type {Map<string, SourceCard>} */
  let cards = new Map()
  const update = () => {
    const { loaded, problem, items, more } = sources
    const before = cards
    cards = new Map(items.map((source) => [source.id, before.get(source.id) ?? new SourceCard(look)]))
    for (const source of items) cards.get(source.id)?.update(source)
    for (const [id, card] of before) if (!cards.has(id)) card.remove()
    for (const [nth, card] of [...cards.values()].entries()) {
      if (list.children[nth] !== card) list.insertBefore(card, list.children[nth] ?? null)
    }
    section.ariaBusy = loaded ? null : 'true'
    count.textContent = items.length > 0 ? `${format.number(items.length)}${more ? '+' : ''}` : ''
    rest.replaceChildren(...restOf(sources, look))
    if (problem && loaded && !problem.unreachable) rest.append(failure(problem, look))
  }
  sources.addEventListener('change', update)
  update()
  openNamed()
  return page
}

/** What stands below the list: nothing yet, none at all, or more. @param {Sources} sources @param {() => void} look */
function restOf(sources, look) {
  const { loaded, problem, items, more } = sources
  if (problem && !loaded) return [failure(problem, look)]
  if (!loaded)
    return [
      html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`,
    ]
  if (items.length === 0) return [html`<p class="none">${t('knowledge.none')}</p>`]
  if (!more) return []
  return [
    html`<button class="button" type="button" @click=${() => sources.lookFurther()}>${t('knowledge.more')}</button>`,
  ]
}

/** What a citation leads to: `?source=…&position=…`. */
function openNamed() {
  const query = new URLSearchParams(location.search)
  const source = query.get('source')
  if (source) showPassages(source, Number(query.get('position')) || 1)
}

/** @param {Sources} sources */
function banners(sources) {
  const place = find(document, '#banners', HTMLElement)
  const update = () => {
    const offline = !navigator.onLine || (sources.loaded && sources.problem?.unreachable)
    if (offline === place.hasChildNodes()) return
    place.replaceChildren(...(offline ? [banner('', 'offline', t('banner.offline'))] : []))
  }
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  sources.addEventListener('change', update)
  update()
}
