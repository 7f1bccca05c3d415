/** @import { Queue } from './drafts/queue.js' */
/** @import { Tab } from './route.js' */
import { html } from '../shared/html.js'
import { format } from './format.js'
import { icon } from './icon.js'
import { address } from './route.js'
import { t } from './words.js'

/**
 * The name, the tabs with what waits in them, help and settings. Emits `choose-tab` (detail: tab) `open-settings`, `open-help`.
 *
 *     <desk-head .queue=${queue}></desk-head>
 */
export class DeskHead extends HTMLElement {
  /** @type {Queue | undefined} */
  queue

  connectedCallback() {
    this.replaceChildren(
      html`<header class="desk-head">
        <a class="skip unseen" href="#list">${t('skip_to_list')}</a>
        <a class="brand" href="/portal/" @click=${this.#home}><img src="/portal/icons/mark.svg" alt="" /><span>${t('title')}</span></a>
        <nav class="tabs" aria-label=${t('tabs')}>${tab('waiting', t('tab.waiting'))}${tab('sent', t('tab.sent'))}${tab('discarded', t('tab.discarded'))}</nav>
        <div class="tools">
          <button class="button quiet icon help" type="button" aria-label=${t('help.open')} aria-keyshortcuts="?" @click=${this.#help}>${icon('help')}</button>
          <button class="button quiet icon" type="button" aria-label=${t('settings.open')} @click=${this.#settings}>${icon('settings')}</button>
        </div>
      </header>`,
    )
    this.querySelector('nav')?.addEventListener('click', this.#chosen)
    this.queue?.addEventListener('change', () => this.#count())
    window.addEventListener('route', () => this.#count())
    this.#count()
  }

  #count() {
    if (!this.queue) return
    const { waiting, tab: current } = this.queue
    for (const link of this.querySelectorAll('nav a')) {
      if (!(link instanceof HTMLElement)) continue
      link.ariaCurrent = link.dataset.tab === current ? 'page' : null
      const place = link.querySelector('.number')
      if (place && link.dataset.tab === 'waiting') {
        place.textContent = waiting.count > 0 ? `${format.number(waiting.count)}${waiting.more ? '+' : ''}` : ''
      }
    }
    document.title = waiting.count > 0 ? t('title.waiting', { count: waiting.count }) : t('title')
    badge(waiting.count)
  }

  /** @param {MouseEvent} event */
  #chosen = (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    this.#tell('choose-tab', link.dataset.tab)
  }

  /** @param {MouseEvent} event */
  #home = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    this.#tell('choose-tab', 'waiting')
  }

  #settings = () => this.#tell('open-settings')
  #help = () => this.#tell('open-help')

  /** @param {string} what @param {string} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail, bubbles: true }))
  }
}

/** @param {Tab} name @param {string} text */
function tab(name, text) {
  return html`<a class="tab" href=${address({ tab: name })} data-tab=${name}>${text}<span class="number"></span></a>`
}

/** The number on an installed app's icon, where the system shows one. @param {number} count */
function badge(count) {
  if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
}

customElements.define('desk-head', DeskHead)
