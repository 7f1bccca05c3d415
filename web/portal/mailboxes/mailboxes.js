/** @import { Mailboxes as Listed } from '../../../core/mailboxes/schema.ts' */
/** @import { Problem } from '../../shared/api.js' */
import { api, problemFrom } from '../../shared/api.js'
import { released } from '../live.js'

const YOUNG = 5000

/** Looked at now and then; more often until the first mail has been read. Emits `change`. */
export class Mailboxes extends EventTarget {
  /** @type {Listed['items']} */
  items = []
  loaded = false
  /** @type {Problem | undefined} */
  problem
  #pace
  #next = 0

  /** @param {number} pace milliseconds from look to look */
  constructor(pace) {
    super()
    this.#pace = pace
  }

  /** There never was one. */
  get missing() {
    return this.loaded && this.items.length === 0
  }

  /** None is in use any more. */
  get none() {
    return this.loaded && this.items.every(({ status }) => status === 'disconnected')
  }

  get young() {
    return this.items.some(({ status, last_synced_at }) => status === 'connected' && !last_synced_at)
  }

  async look() {
    const before = this.#seen
    try {
      /** @type {Listed} */
      const { items } = await api.get('/api/mailboxes')
      await released()
      this.items = items
      this.loaded = true
      this.problem = undefined
    } catch (error) {
      await released()
      this.problem = problemFrom(error)
    }
    if (this.#seen !== before) this.dispatchEvent(new Event('change'))
    this.#next = Date.now() + (this.young ? YOUNG : this.#pace)
    return !this.problem
  }

  get #seen() {
    return JSON.stringify([this.loaded, this.problem?.code, this.items])
  }

  async lookSometimes() {
    return Date.now() < this.#next ? !this.problem : this.look()
  }
}
