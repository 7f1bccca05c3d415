/** @import { Queue } from './queue.js' */
/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */

import { problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce } from '../announce.js'
import { failure } from '../failure.js'
import { format } from '../format.js'
import { explain, t } from '../words.js'
import { draftRow } from './draft-row.js'

/**
 * The list of the chosen tab, one tab stop wide: arrows and j/k move inside it. Emits `open-draft` (detail: id).
 *
 *     <draft-queue .queue=${queue}></draft-queue>
 */
export class DraftQueue extends HTMLElement {
  /** @type {Queue | undefined} */
  queue
  #open = ''
  #list = html`<ul role="list" class="rows"></ul>`
  #rest = html`<div class="rest"></div>`
  /** What each row was drawn from, so that an unchanged row is left alone. @type {Map<string, string>} */
  #drawn = new Map()

  /** @type {Mailbox[]} */
  #mailboxes = []

  /** Until the first mail has been read, an empty list says so. */
  set mailboxes(/** @type {Mailbox[]} */ mailboxes) {
    if (mailboxes === this.#mailboxes) return
    this.#mailboxes = mailboxes
    if (this.isConnected) this.render()
  }

  connectedCallback() {
    this.replaceChildren(this.#list, this.#rest)
    this.#list.addEventListener('click', this.#clicked)
    this.#list.addEventListener('keydown', this.#keyed)
    this.queue?.addEventListener('change', () => this.render())
    this.render()
  }

  /** @param {string | null} id */
  mark(id) {
    this.#open = id ?? ''
    this.#point()
  }

  /** Moves the focus within the list. @param {1 | -1} step */
  move(step) {
    const links = [...this.#list.querySelectorAll('a')]
    const at = links.findIndex((link) => link.matches(':focus'))
    const from = at === -1 ? links.findIndex((link) => link.tabIndex === 0) - (step === 1 ? 1 : -1) : at
    this.#focus(links[Math.max(0, Math.min(links.length - 1, from + step))])
  }

  /** @param {string} [id] */
  focusRow(id) {
    const link = [...this.#list.querySelectorAll('li')].find((row) => row.dataset.id === id)?.querySelector('a')
    this.#focus(link ?? [...this.#list.querySelectorAll('a')].find((other) => other.tabIndex === 0))
  }

  get focusedId() {
    const row = document.activeElement?.closest('draft-queue li')
    return row instanceof HTMLElement ? (row.dataset.id ?? '') : ''
  }

  render() {
    const { queue } = this
    if (!queue) return
    this.ariaBusy = queue.loaded ? null : 'true'
    const held = this.focusedId
    this.#reconcile(queue)
    this.#point()
    if (held && !this.focusedId && this.#list.childElementCount > 0) this.focusRow(this.#open)
    this.#rest.replaceChildren(...this.#below(queue))
  }

  /** Rows are kept, moved and replaced one by one: the focus and the scroll position survive. @param {Queue} queue */
  #reconcile(queue) {
    const rows = new Map([...this.#list.querySelectorAll('li')].map((row) => [row.dataset.id ?? '', row]))
    const kept = new Set(queue.cards.map(({ id }) => id))
    for (const [id, row] of rows) {
      if (kept.has(id)) continue
      row.remove()
      this.#drawn.delete(id)
    }

    let place = this.#list.firstElementChild
    for (const card of queue.cards) {
      const drawing = JSON.stringify({ ...card, undo_ms: 0, tab: queue.tab })
      let row = rows.get(card.id)
      const focused = row?.contains(document.activeElement)
      if (!row || this.#drawn.get(card.id) !== drawing) {
        const fresh = /** @type {HTMLLIElement} */ (draftRow(card, queue.tab))
        row?.replaceWith(fresh)
        if (row && row === place) place = fresh
        row = fresh
        this.#drawn.set(card.id, drawing)
      }
      if (row === place) place = place.nextElementSibling
      else this.#list.insertBefore(row, place)
      if (focused && !row.contains(document.activeElement)) row.querySelector('a')?.focus()
    }
  }

  /** @param {Queue} queue */
  #below(queue) {
    if (!queue.loaded) return queue.problem ? [failure(queue.problem, () => this.#retry())] : [skeleton()]
    if (queue.cards.length === 0) return [this.#nothing(queue)]
    if (!queue.hasMore) return []
    return [
      html`<button class="button quiet more" type="button" @click=${() => this.#more()}>${t('queue.more')}</button>`,
    ]
  }

  /** @param {Queue} queue */
  #nothing({ tab, seenAt }) {
    const reading =
      tab === 'waiting' &&
      this.#mailboxes.some(({ status, last_synced_at }) => status === 'connected' && !last_synced_at)
    const title = reading
      ? t('empty.reading')
      : tab === 'waiting'
        ? t('empty.waiting')
        : tab === 'sent'
          ? t('empty.sent')
          : t('empty.discarded')
    return html`<div class="nothing">
      <p class="display">${title}</p>
      ${tab === 'waiting' && html`<p class="soft">${reading ? t('empty.reading_lead') : t('empty.waiting_lead')}</p>`}
      ${tab === 'waiting' && seenAt && html`<p class="soft small">${t('empty.looked', { time: format.hour(seenAt) })}</p>`}
    </div>`
  }

  #retry() {
    this.dispatchEvent(new CustomEvent('look-again', { bubbles: true }))
  }

  async #more() {
    try {
      await this.queue?.more()
    } catch (error) {
      announce(explain(problemFrom(error)))
    }
  }

  #point() {
    const links = [...this.#list.querySelectorAll('a')]
    for (const link of links) {
      const open = link.parentElement?.dataset.id === this.#open
      link.ariaCurrent = open ? 'true' : null
      link.parentElement?.classList.toggle('current', open)
    }
    const stop =
      links.find((link) => link === document.activeElement) ?? links.find((link) => link.ariaCurrent) ?? links[0]
    for (const link of links) link.tabIndex = link === stop ? 0 : -1
  }

  /** @param {HTMLAnchorElement | null | undefined} link */
  #focus(link) {
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
    this.#point()
  }

  /** @param {MouseEvent} event */
  #clicked = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    const row = event.target instanceof Element ? event.target.closest('li') : null
    if (!row) return
    event.preventDefault()
    this.dispatchEvent(new CustomEvent('open-draft', { detail: row.dataset.id, bubbles: true }))
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (!step) return
    event.preventDefault()
    this.move(step)
  }
}

function skeleton() {
  const row = () => html`<div class="ghost"><span></span><span></span><span></span></div>`
  return html`<div class="ghosts" aria-hidden="true">${[1, 2, 3, 4, 5, 6].map(row)}</div>`
}

customElements.define('draft-queue', DraftQueue)
