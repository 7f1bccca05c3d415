/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'

const SETTLED = 60_000
const YOUNG = 5000

/** The connected mailboxes, looked at now and then; more often until the first mail has been read. Emits `change`. */
export class Mailboxes extends EventTarget {
  /** @type {Mailbox[]} */
  items = []
  loaded = false
  #next = 0

  /** Whether there is no mailbox that could bring mail. */
  get none() {
    return this.loaded && this.items.every(({ status }) => status === 'disconnected')
  }

  async refresh() {
    /** @type {{ items: Mailbox[] }} */
    const { items } = await api.get('/api/mailboxes')
    this.items = items
    this.loaded = true
    this.dispatchEvent(new Event('change'))
  }

  async refreshSometimes() {
    if (Date.now() < this.#next) return
    try {
      await this.refresh()
    } catch (error) {
      // The queue's own look reports what is wrong; this one only tries again later.
      problemFrom(error)
    }
    const young = this.items.some(({ status, last_synced_at }) => status === 'connected' && !last_synced_at)
    this.#next = Date.now() + (young ? YOUNG : SETTLED)
  }
}
