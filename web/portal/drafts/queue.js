/** @import { DraftCard, DraftPage } from '../../../core/drafts/schema.ts' */
/** @import { Problem } from '../../shared/api.js' */
/** @import { Tab } from '../route.js' */
import { api, problemFrom } from '../../shared/api.js'
import { released } from '../live.js'
import { announce, t } from '../words.js'

/** @typedef {'pending' | 'approved' | 'sent' | 'discarded'} Status */
/** @typedef {{ items: DraftCard[], next: string | null, etag: string, loaded: boolean }} List */

/** @typedef {{ data: DraftPage, etag: string }} Answer */

/** @type {Record<Tab, Status[]>} */
const LISTS = { waiting: ['pending'], sent: ['approved', 'sent'], discarded: ['discarded'] }
const KEPT = 'queue'

/** What waits, was sent and was discarded. Emits `change`. */
export class Queue extends EventTarget {
  /** @type {Tab} */
  tab = 'waiting'
  /** @type {Problem | undefined} */
  problem
  /** @type {string | undefined} */
  seenAt

  /** @type {Record<Status, List>} */
  #lists = { pending: empty(), approved: empty(), sent: empty(), discarded: empty() }
  /** Decided here, perhaps still listed. @type {Set<string>} */
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

  get waiting() {
    return { count: this.#shown('pending').length, more: this.#lists.pending.next !== null }
  }

  /** @param {Tab} tab */
  turnTo(tab) {
    this.tab = tab
    this.#changed()
  }

  /** @param {string} id */
  find(id) {
    return Object.values(this.#lists)
      .flatMap(({ items }) => items)
      .find((card) => card.id === id)
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

  async refresh() {
    const before = this.problem
    try {
      /** @type {Set<Status>} */
      const asked = new Set(['pending', ...LISTS[this.tab]])
      const answers = await Promise.all([...asked].map((status) => this.#ask(status)))
      await released()
      const changes = answers.map(([status, answer]) => this.#take(status, answer))
      this.problem = undefined
      this.seenAt = new Date().toISOString()
      if (before || changes.includes(true)) this.#changed()
    } catch (error) {
      await released()
      this.problem = problemFrom(error)
      this.#changed()
    }
    return !this.problem
  }

  async more() {
    const status = LISTS[this.tab].find((name) => this.#lists[name].next)
    if (!status) return
    const cursor = encodeURIComponent(this.#lists[status].next ?? '')
    /** @type {DraftPage} */
    const { items, next } = await api.get(`/api/drafts?status=${status}&cursor=${cursor}`)
    // A look may have put another list there meanwhile.
    const list = this.#lists[status]
    list.items = [...list.items, ...unlike(items, list.items)]
    list.next = next
    this.#changed()
  }

  /** A reload without a network still shows what waited. */
  restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
    if (!kept) return
    this.#lists.pending = { ...empty(), ...kept.list, loaded: true }
    this.seenAt = kept.seenAt
    for (const { id } of kept.list.items) this.#met.add(id)
  }

  /** @param {Status} status */
  #shown(status) {
    const { items } = this.#lists[status]
    return status === 'pending' ? items.filter(({ id }) => !this.#decided.has(id)) : items
  }

  /** @param {Status} status @returns {Promise<[Status, Answer | undefined]>} undefined: nothing new */
  async #ask(status) {
    return [status, await api.poll(`/api/drafts?status=${status}`, this.#lists[status].etag)]
  }

  /** @param {Status} status @param {Answer | undefined} answer */
  #take(status, answer) {
    if (!answer) return false
    const { etag, loaded, ...known } = this.#lists[status]
    const { items, next } = answer.data
    // A look at the first page says nothing about the further ones.
    const last = items.at(-1)?.received_at ?? ''
    const tail = next && etag ? unlike(known.items, items).filter(({ received_at }) => received_at < last) : []
    this.#lists[status] = {
      items: [...items, ...tail],
      next: tail.length > 0 ? known.next : next,
      etag: answer.etag,
      loaded: true,
    }
    if (status !== 'pending') return true

    for (const id of this.#decided) if (!items.some((card) => card.id === id)) this.#decided.delete(id)
    const arrived = items.filter(({ id }) => !this.#met.has(id))
    for (const { id } of arrived) this.#met.add(id)
    const list = { items: items.slice(0, 50), next }
    sessionStorage.setItem(KEPT, JSON.stringify({ list, seenAt: new Date() }))
    if (loaded && arrived[0]) announce(t('said.arrived', { count: arrived.length, name: arrived[0].correspondent }))
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

/** @param {DraftCard[]} cards @param {DraftCard[]} known */
function unlike(cards, known) {
  return cards.filter(({ id }) => !known.some((card) => card.id === id))
}
