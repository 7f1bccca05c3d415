/** @import { Source, SourcePage } from '../../../core/knowledge/schema.ts' */
/** @import { Problem } from '../../shared/api.js' */
import { api, problemFrom } from '../../shared/api.js'

const QUIET = 15_000

/** What a business knows, newest first; looked at at once while something is being read. Emits `change`. */
export class Sources extends EventTarget {
  /** @type {Source[]} */
  items = []
  loaded = false
  more = false
  /** @type {Problem | undefined} */
  problem
  client
  #pages = 1
  #next = 0

  /** @param {string} client */
  constructor(client) {
    super()
    this.client = client
  }

  /** Of another business from now on. @param {string} client */
  of(client) {
    Object.assign(this, { client, items: [], loaded: false, more: false })
    this.#pages = 1
    this.#next = 0
    this.dispatchEvent(new Event('change'))
  }

  get #busy() {
    return this.items.some(({ status }) => status === 'waiting' || status === 'reading')
  }

  async look() {
    const { client } = this
    const before = this.#seen
    try {
      const { items, more } = await this.#read()
      // Meanwhile another business was chosen.
      if (client !== this.client) return true
      Object.assign(this, { items, more, loaded: true, problem: undefined })
    } catch (error) {
      this.problem = problemFrom(error)
    }
    if (this.#seen !== before) this.dispatchEvent(new Event('change'))
    this.#next = Date.now() + (this.#busy ? 0 : QUIET)
    return !this.problem
  }

  async lookSometimes() {
    return Date.now() < this.#next ? !this.problem : this.look()
  }

  lookFurther() {
    this.#pages += 1
    return this.look()
  }

  /** Something was done: what is shown is of before. */
  stale() {
    this.#next = 0
  }

  async #read() {
    /** @type {Source[]} */
    const items = []
    let cursor = ''
    for (let page = 0; page < this.#pages; page++) {
      const query = new URLSearchParams({ client_id: this.client, limit: '50', ...(cursor && { cursor }) })
      /** @type {SourcePage} */
      const read = await api.get(`/api/knowledge/sources?${query}`)
      items.push(...read.items)
      cursor = read.next ?? ''
      if (!cursor) break
    }
    return { items, more: cursor !== '' }
  }

  get #seen() {
    return JSON.stringify([this.client, this.loaded, this.more, this.problem?.code, this.items])
  }
}
