/** @import { DraftCard, DraftPage } from '../../../core/drafts/schema.ts' */
/** @import { Tab } from '../route.js' */
import { api, problemFrom } from '../../shared/api.js'

/** @typedef {'pending' | 'approved' | 'sent' | 'discarded'} Status */
/** @typedef {{ items: DraftCard[], next: string | null, etag: string, loaded: boolean }} List */

/** @type {Record<Tab, Status[]>} */
const LISTS = { waiting: ['pending'], sent: ['approved', 'sent'], discarded: ['discarded'] }
const KEPT = 'queue'

/**
 * What waits, what was sent and what was discarded, kept fresh. Emits `change` when something to show has changed
 * and `arrived` (detail: the cards) when replies came in that were not there before.
 */
export class Queue extends EventTarget {
  /** @type {Tab} */
  tab = 'waiting'
  /** @type {import('../../shared/api.js').Problem | undefined} */
  problem
  /** @type {string | undefined} when the API last answered */
  seenAt

  /** @type {Record<Status, List>} */
  #lists = { pending: empty(), approved: empty(), sent: empty(), discarded: empty() }
  /** Decided here, but the server may still list them. @type {Set<string>} */
  #decided = new Set()
  /** @type {Set<string>} */
  #met = new Set()

  get cards() {
    return LISTS[this.tab].flatMap((status) => this.#shown(status))
  }

  get loaded() {
    return LISTS[this.tab].every((status) => this.#lists[status].loaded)
  }

  get offline() {
    return !navigator.onLine || this.problem?.status === 0
  }

  get hasMore() {
    return LISTS[this.tab].some((status) => this.#lists[status].next)
  }

  /** How many wait, and whether there are more than that. */
  get waiting() {
    return { count: this.#shown('pending').length, more: this.#lists.pending.next !== null }
  }

  /** @param {string} id */
  find(id) {
    for (const list of Object.values(this.#lists)) {
      const card = list.items.find((item) => item.id === id)
      if (card) return card
    }
    return undefined
  }

  /** The card to go to when this one leaves: the one below, else the one above. @param {string} id @param {1 | -1} [step] */
  beside(id, step) {
    const { cards } = this
    const at = cards.findIndex((card) => card.id === id)
    if (at === -1) return cards[0]
    return step ? cards[at + step] : (cards[at + 1] ?? cards[at - 1])
  }

  /** @param {string} id */
  hide(id) {
    this.#decided.add(id)
    this.#changed()
  }

  /** @param {string} id */
  show(id) {
    this.#decided.delete(id)
    this.#changed()
  }

  /** True once the API has been reached. */
  async refresh() {
    const before = this.problem
    try {
      const asked = new Set([/** @type {Status} */ ('pending'), ...LISTS[this.tab]])
      const changes = await Promise.all([...asked].map((status) => this.#load(status)))
      this.problem = undefined
      this.seenAt = new Date().toISOString()
      if (before || changes.some(Boolean)) this.#changed()
    } catch (error) {
      this.problem = problemFrom(error)
      this.#changed()
    }
    return this.problem === undefined
  }

  async more() {
    const status = LISTS[this.tab].find((name) => this.#lists[name].next)
    if (!status) return
    const list = this.#lists[status]
    /** @type {DraftPage} */
    const page = await api.get(`/api/drafts?status=${status}&cursor=${encodeURIComponent(list.next ?? '')}`)
    const known = new Set(list.items.map((card) => card.id))
    list.items = [...list.items, ...page.items.filter((card) => !known.has(card.id))]
    list.next = page.next
    this.#changed()
  }

  /** For this tab's lifetime only: a reload without a network still shows what waited. */
  keep() {
    const { items, next } = this.#lists.pending
    sessionStorage.setItem(KEPT, JSON.stringify({ items: items.slice(0, 50), next, seenAt: this.seenAt }))
  }

  restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
    if (!kept) return
    this.#lists.pending = { items: kept.items, next: kept.next, etag: '', loaded: true }
    this.seenAt = kept.seenAt
    for (const { id } of kept.items) this.#met.add(id)
  }

  /** @param {Status} status */
  #shown(status) {
    const { items } = this.#lists[status]
    return status === 'pending' ? items.filter((card) => !this.#decided.has(card.id)) : items
  }

  /** @param {Status} status */
  async #load(status) {
    const list = this.#lists[status]
    /** @type {{ data: DraftPage, etag: string } | undefined} */
    const answer = await api.poll(`/api/drafts?status=${status}`, list.etag)
    if (!answer) return false

    const { items, next } = answer.data
    const tail = next && list.etag ? older(list.items, items) : []
    this.#lists[status] = {
      items: [...items, ...tail],
      next: tail.length > 0 ? list.next : next,
      etag: answer.etag,
      loaded: true,
    }
    if (status !== 'pending') return true

    for (const id of this.#decided) if (!items.some((card) => card.id === id)) this.#decided.delete(id)
    this.keep()
    const arrived = items.filter((card) => !this.#met.has(card.id))
    for (const card of arrived) this.#met.add(card.id)
    if (list.loaded && arrived.length > 0) this.dispatchEvent(new CustomEvent('arrived', { detail: arrived }))
    return true
  }

  #changed() {
    this.dispatchEvent(new Event('change'))
  }
}

/** @returns {List} */
function empty() {
  return { items: [], next: null, etag: '', loaded: false }
}

/** The further pages, which a look at the first page says nothing about. @param {DraftCard[]} known @param {DraftCard[]} first */
function older(known, first) {
  const last = first.at(-1)
  if (!last) return []
  return known.filter((card) => card.received_at < last.received_at && !first.some((item) => item.id === card.id))
}
