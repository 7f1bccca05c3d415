/** @import { LedgerLine, LedgerPage, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
/** @import { Problem } from '../../shared/api.js' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { attempt, failure, format, label, t } from '../words.js'
import { ledgerLine } from './ledger-line.js'

/** @typedef {LedgerLine['outcome']} Outcome */

const OUTCOMES = /** @type {const} */ (['drafted', 'skipped', 'waiting', 'failed'])
const PAGE = 12

/** What became of each message: the counts are the filters, and one of them opens the list. */
export class MailboxLedger extends HTMLElement {
  #address
  /** @type {Outcome | undefined} */
  #outcome
  #reason = ''
  /** @type {LedgerLine[]} */
  #lines = []
  /** @type {string | null} */
  #next = null
  #counts = ''
  /** @type {MailboxHealth['reasons']} */
  #reasonCounts = {}
  #filters = html`<div class="filters" role="group" aria-label=${t('ledger.filters')}></div>`
  #place = html`<div class="ledger-place"></div>`

  /** @param {string} mailbox its id */
  constructor(mailbox) {
    super()
    this.#address = `/api/mailboxes/${mailbox}/ledger`
    this.append(this.#filters, this.#place)
  }

  /** @param {MailboxHealth} health */
  update({ ledger, reasons }) {
    const counts = JSON.stringify([ledger, reasons])
    if (counts === this.#counts) return
    this.#counts = counts
    this.#reasonCounts = reasons
    const held = this.#filters.contains(document.activeElement) && document.activeElement?.getAttribute('data-outcome')
    this.#filters.replaceChildren(...OUTCOMES.map((outcome) => this.#filter(outcome, ledger[outcome] ?? 0)))
    for (const filter of this.#filters.children) {
      if (filter instanceof HTMLElement && filter.dataset.outcome === held) filter.focus()
    }
    if (this.#outcome) this.#look()
  }

  /** @param {Outcome} outcome @param {number} count */
  #filter(outcome, count) {
    const words = [
      html`<strong>${format.number(count)}</strong>`,
      ' ',
      html`<span>${label('ledger_outcome', outcome)}</span>`,
    ]
    const filter = button(`filter ${count > 0 && outcome === 'failed' ? 'danger' : ''}`, words, () =>
      this.#turnTo(outcome),
    )
    filter.dataset.outcome = outcome
    filter.ariaPressed = String(outcome === this.#outcome)
    return filter
  }

  /** The one that is open closes. @param {Outcome} outcome */
  #turnTo(outcome) {
    this.#outcome = outcome === this.#outcome ? undefined : outcome
    this.#reason = ''
    this.#lines = []
    this.#next = null
    for (const filter of this.#filters.querySelectorAll('button')) {
      filter.ariaPressed = String(filter.dataset.outcome === this.#outcome)
    }
    this.#place.replaceChildren()
    if (this.#outcome) this.#look()
  }

  /** The pages that are shown, anew. */
  async #look() {
    const limit = Math.min(100, Math.max(PAGE, this.#lines.length))
    await this.#ask(limit, '', ({ items, next }) => {
      const last = items.at(-1)?.received_at ?? ''
      const known = new Set(items.map(({ message_id }) => message_id))
      const further = next ? this.#lines.filter((line) => line.received_at < last && !known.has(line.message_id)) : []
      this.#next = further.length > 0 ? this.#next : next
      this.#lines = [...items, ...further]
    })
  }

  async #more() {
    await this.#ask(PAGE, this.#next ?? '', ({ items, next }) => {
      this.#lines = [...this.#lines, ...items]
      this.#next = next
    })
  }

  /** @param {number} limit @param {string} cursor @param {(page: LedgerPage) => void} take */
  async #ask(limit, cursor, take) {
    const asked = { outcome: this.#outcome ?? '', reason: this.#reason }
    const query = new URLSearchParams({ limit: `${limit}`, outcome: asked.outcome })
    if (asked.reason) query.set('reason', asked.reason)
    if (cursor) query.set('cursor', cursor)
    try {
      /** @type {LedgerPage} */
      const page = await api.get(`${this.#address}?${query}`)
      // Something else has been asked for meanwhile.
      if (asked.outcome !== (this.#outcome ?? '') || asked.reason !== this.#reason) return
      take(page)
      this.#render()
    } catch (error) {
      this.#place.replaceChildren(failure(problemFrom(error), () => this.#look()))
    }
  }

  #render() {
    const held = document.activeElement?.closest('[data-id]')?.getAttribute('data-id')
    const lines = this.#lines.map((line) => ledgerLine(line, this.#address, () => this.#look()))
    const list = html`<ul role="list" class="lines" aria-label=${label('ledger_outcome', this.#outcome ?? '')}>${lines}</ul>`
    const more = this.#next && button('quiet more', t('queue.more'), () => attempt(() => this.#more()))
    const nothing = lines.length === 0 && html`<p class="soft small">${t('ledger.nothing')}</p>`
    this.#place.replaceChildren(...[this.#reasons(), list, nothing, more].filter((part) => part instanceof Node))
    const row = held && lines.find((line) => line.dataset.id === held)
    if (row) row.querySelector('button')?.focus()
  }

  /** Only what was left alone has reasons. */
  #reasons() {
    if (this.#outcome !== 'skipped') return false
    const reasons = Object.entries(this.#reasonCounts)
    if (reasons.length < 2) return false
    const select = /** @type {HTMLSelectElement} */ (
      html`<select class="input small" @change=${() => {
        this.#reason = select.value
        this.#lines = []
        this.#look()
      }}>
        <option value="">${t('ledger.all_reasons')}</option>
        ${reasons.map(([reason, count]) => html`<option value=${reason} ?selected=${reason === this.#reason}>${label('skip_reason', reason)} (${format.number(count)})</option>`)}
      </select>`
    )
    return html`<label class="switch"><span class="small">${t('ledger.reason')}</span>${select}</label>`
  }
}

customElements.define('mailbox-ledger', MailboxLedger)
