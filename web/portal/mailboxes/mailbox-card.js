/** @import { Mailbox, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, explain, label, t } from '../words.js'
import { reconnect } from './connect.js'
import { account, gapList, progress, readState, senderList } from './health.js'
import { MailboxLedger } from './ledger.js'

/** @typedef {'pause' | 'resume' | 'disconnect' | 'draft_existing'} Verb */

const BUSY = 4000
const QUIET = 30_000

/** One mailbox: whether it is read, what became of its mail, and what can be done about it. */
export class MailboxCard extends HTMLElement {
  #id
  #changed
  /** @type {MailboxHealth | undefined} */
  #health
  #drawn = ''
  #next = 0
  #told = -1
  #head = html`<div class="mailbox-head"></div>`
  #state = html`<div class="health"></div>`
  #ledger
  #actions = html`<div class="actions"></div>`
  /** What was there before connecting, while it is left alone. */
  #existing = html`<div class="actions"></div>`

  /** @param {Mailbox} mailbox @param {() => void} changed */
  constructor(mailbox, changed) {
    super()
    this.#id = mailbox.id
    this.#changed = changed
    this.#ledger = new MailboxLedger(mailbox.id)
    this.className = 'mailbox'
    this.role = 'listitem'
    this.append(this.#head, this.#state, this.#actions, this.#existing, this.#ledger)
  }

  /** @param {Mailbox} mailbox */
  update(mailbox) {
    const drawn = JSON.stringify(mailbox)
    if (drawn === this.#drawn) return
    const moved = JSON.parse(this.#drawn || '{}').status !== mailbox.status
    this.#drawn = drawn
    this.#next = 0
    if (moved) this.#draw(mailbox)
  }

  /** Sooner while something is on its way. */
  async look() {
    if (Date.now() < this.#next) return
    try {
      /** @type {MailboxHealth} */
      const health = await api.get(`/api/mailboxes/${this.#id}/health`)
      this.#show(health)
      const busy = (health.backfill && !health.backfill.finished_at) || (health.ledger.waiting ?? 0) > health.held
      this.#next = Date.now() + (busy ? BUSY : QUIET)
    } catch (error) {
      const problem = problemFrom(error)
      if (!this.#health) this.#state.replaceChildren(html`<p class="soft small">${explain(problem)}</p>`)
    }
  }

  /** @param {MailboxHealth} health */
  #show(health) {
    const same = JSON.stringify(health) === JSON.stringify(this.#health)
    this.#health = health
    this.#ledger.update(health)
    const { backfill, gaps, reasons, status } = health
    const offered = status === 'connected' && (reasons.before_connecting ?? 0) > 0
    if (offered !== this.#existing.hasChildNodes()) {
      this.#existing.replaceChildren(...(offered ? [this.#confirm('draft_existing', '')] : []))
    }
    if (backfill) this.#announce(backfill.percent)
    if (same && !backfill) return
    this.#state.replaceChildren(
      readState(health),
      ...senderList(health.senders),
      ...(backfill ? [progress(backfill)] : []),
      account(health),
      ...(gaps.length > 0 ? [gapList(gaps)] : []),
    )
  }

  /** Every quarter, so that nobody is read numbers all the time. @param {number} percent */
  #announce(percent) {
    const quarter = Math.floor(percent / 25)
    if (this.#told >= 0 && quarter > this.#told) announce(t('backfill.said', { percent }))
    this.#told = quarter
  }

  /** @param {Mailbox} mailbox */
  #draw(mailbox) {
    const { address, status } = mailbox
    const kind = status === 'connected' ? 'accent' : 'warn'
    this.#head.replaceChildren(
      html`<h2><bdi>${address}</bdi></h2>`,
      html`<span class="tag ${kind}">${label('mailbox_status', status)}</span>`,
    )
    const actions = {
      connected: () => [this.#act('pause'), this.#confirm('disconnect', 'danger')],
      paused: () => [this.#act('resume'), this.#confirm('disconnect', 'danger')],
      needs_reauth: () => [reconnect(mailbox), this.#confirm('disconnect', 'danger')],
      disconnected: () => [reconnect(mailbox)],
    }[status]()
    const said = status === 'connected' ? [] : [html`<p class="small">${label('mailbox.is', status)}</p>`]
    this.#actions.replaceChildren(...said, ...actions)
  }

  /** @param {Verb} verb */
  #act(verb, kind = '') {
    const act = button(kind, label('mailbox', verb), async () => {
      act.disabled = true
      await attempt(
        () => this.#do(verb),
        (sentence) => act.after(html`<p class="wrong small" role="alert">${sentence}</p>`),
      )
      act.disabled = false
    })
    return act
  }

  /** Asks once more. @param {Verb} verb @param {string} kind */
  #confirm(verb, kind) {
    const place = html`<div class="confirm"></div>`
    const offer = () => place.replaceChildren(button(`quiet ${kind}`, label('mailbox', verb), ask))
    const ask = () => {
      const sure = html`<p class="small">${label('mailbox', `${verb}_sure`)}</p>`
      place.replaceChildren(sure, this.#act(verb, kind || 'primary'), button('quiet', t('cancel'), back))
      place.querySelector('button')?.focus()
    }
    const back = () => {
      offer()
      place.querySelector('button')?.focus()
    }
    offer()
    return place
  }

  /** @param {Verb} verb */
  async #do(verb) {
    /** @type {Mailbox} */
    const mailbox = await api.post(`/api/mailboxes/${this.#id}/${verb.replace('_', '-')}`)
    this.update(mailbox)
    const existing = verb === 'draft_existing'
    if (existing) this.#existing.replaceChildren(html`<p class="small">${t('mailbox.drafting_existing')}</p>`)
    this.#next = 0
    announce(existing ? t('mailbox.drafting_existing') : label('mailbox_status', mailbox.status))
    this.#changed()
  }
}

customElements.define('mailbox-card', MailboxCard)
