/** @import { Me } from '../../core/account/schema.ts' */
/** @import { DraftCard as Card } from '../../core/drafts/schema.ts' */
/** @import { Decision } from './drafts/decisions.js' */
/** @import { Tab } from './route.js' */
import { html } from '../shared/html.js'
import { DeskBanners } from './desk-banners.js'
import { DeskHead } from './desk-head.js'
import { announceDecisions } from './drafts/announce-decisions.js'
import { Decisions } from './drafts/decisions.js'
import { DraftQueue } from './drafts/draft-queue.js'
import { DraftView } from './drafts/draft-view.js'
import { Queue } from './drafts/queue.js'
import { UndoBar } from './drafts/undo-bar.js'
import { Live } from './live.js'
import { connectScreen } from './mailboxes/connect-screen.js'
import { Mailboxes } from './mailboxes/mailboxes.js'
import { go, leave, route } from './route.js'
import { shortcuts } from './shortcuts.js'
import { t } from './words.js'

const WIDE = matchMedia('(min-width: 56rem)')

/**
 * Everything after signing in: the queue on one side, the open draft on the other.
 *
 *     <mail-desk .me=${me}></mail-desk>
 */
export class MailDesk extends HTMLElement {
  /** @type {Me | undefined} */
  me
  #queue = new Queue()
  #mailboxes = new Mailboxes()
  #decisions = new Decisions(this.#queue)
  #live = new Live(() => this.#look())
  #list = Object.assign(new DraftQueue(), { queue: this.#queue })
  #view = new DraftView()
  #gone = new AbortController()

  connectedCallback() {
    if (!this.me) return
    const { clients } = this.me
    this.#view.undoSecondsOf = (draft) => clients.find(({ id }) => id === draft.client_id)?.undo_seconds ?? 0
    this.#queue.tab = route().tab
    this.#queue.restore()
    this.#render()
    this.#listen()
    this.#followRoute()
    this.#live.start()
  }

  disconnectedCallback() {
    this.#gone.abort()
    this.#live.stop()
  }

  #render() {
    this.replaceChildren(
      Object.assign(new DeskHead(), { queue: this.#queue }),
      Object.assign(new DeskBanners(), { queue: this.#queue, mailboxes: this.#mailboxes, me: this.me }),
      html`<main class="panes">
        <h1 class="unseen">${t('queue.title')}</h1>
        <section class="list-pane" id="list" tabindex="-1" aria-label=${t('queue.list')}>${this.#list}</section>
        <section class="detail-pane" aria-label=${t('detail.title')}>${this.#view}</section>
      </main>`,
      Object.assign(new UndoBar(), { decisions: this.#decisions }),
    )
  }

  #listen() {
    const { signal } = this.#gone
    this.addEventListener('open-draft', (event) => this.#open(detail(event)))
    this.addEventListener('choose-tab', (event) => go({ tab: /** @type {Tab} */ (detail(event)) }))
    this.addEventListener('leave-text', () => this.#view.focusHeading())
    this.addEventListener('look-again', () => this.#live.now())
    this.addEventListener('open-settings', () => this.#settings())
    this.addEventListener('open-help', () => this.#help())
    this.addEventListener('approve', (event) => this.#approve(detail(event)))
    this.addEventListener('discard', (event) => this.#decisions.discard(detail(event)))
    this.addEventListener('undo', (event) => this.#decisions.takeBack(detail(event)))
    for (const name of ['route', 'popstate']) window.addEventListener(name, () => this.#followRoute(), { signal })
    for (const name of ['online', 'offline']) window.addEventListener(name, () => this.#showState(), { signal })
    this.#queue.addEventListener('change', () => this.#showState())
    this.#mailboxes.addEventListener('change', () => this.#showState())
    this.#decisions.addEventListener('decided', (event) => this.#moveOn(detail(event)))
    this.#decisions.addEventListener('undone', (event) => this.#tookBack(detail(event)))
    this.#decisions.addEventListener('refused', () => this.#live.now())
    announceDecisions(this.#decisions, this.#queue)
    shortcuts(this.#keys(), signal)
  }

  #keys() {
    const card = () => this.#view.card
    return {
      j: () => this.#step(1),
      k: () => this.#step(-1),
      o: () => this.#enter(),
      e: () => card()?.edit(),
      a: () => card()?.approve(),
      d: () => card()?.discard(),
      z: () => this.#decisions.undo(),
      'g w': () => go({ tab: 'waiting' }),
      'g s': () => go({ tab: 'sent' }),
      'g d': () => go({ tab: 'discarded' }),
      '?': () => this.#help(),
      Escape: () => this.#escape(),
    }
  }

  async #look() {
    const reached = await this.#queue.refresh()
    if (reached) await this.#mailboxes.refreshSometimes()
    if (reached && WIDE.matches && !route().draft) this.#openFirst()
    return reached
  }

  #followRoute() {
    const { tab, draft } = route()
    if (this.#queue.tab !== tab) {
      this.#queue.tab = tab
      this.#list.render()
      this.#live.now()
    }
    this.classList.toggle('reading', Boolean(draft))
    const left = this.#view.openId
    this.#view.open(draft, draft ? this.#queue.find(draft) : undefined)
    this.#list.mark(draft)
    if (!draft && left && !WIDE.matches) this.#list.focusRow(left)
    this.#showState()
  }

  /** @param {string} id */
  #open(id) {
    go({ tab: route().tab, draft: id }, { replace: route().draft === id })
    if (!WIDE.matches) this.#view.focusHeading()
  }

  #openFirst() {
    const [first] = this.#queue.cards
    if (first) go({ tab: this.#queue.tab, draft: first.id }, { replace: true })
  }

  /** @param {1 | -1} step */
  #step(step) {
    const { draft } = route()
    if (!draft) return this.#list.move(step)
    const next = this.#queue.beside(draft, step)
    if (!next) return
    go({ tab: route().tab, draft: next.id }, { replace: true })
    if (WIDE.matches) this.#list.focusRow(next.id)
    else this.#view.focusHeading()
  }

  #enter() {
    if (this.#list.focusedId && this.#list.focusedId !== route().draft) this.#open(this.#list.focusedId)
    this.#view.focusHeading()
  }

  #escape() {
    if (WIDE.matches) this.#list.focusRow(route().draft ?? undefined)
    else if (route().draft) leave()
  }

  /** @param {Card} draft */
  #approve(draft) {
    const wording = this.#view.card?.wording
    if (wording) this.#decisions.approve(draft, () => wording.settle())
  }

  /** @param {Decision} decision */
  #moveOn({ card }) {
    const next = this.#queue.tab === 'waiting' ? this.#next(card) : undefined
    if (WIDE.matches && next) {
      go({ draft: next.id }, { replace: true })
      this.#list.focusRow(next.id)
    } else if (WIDE.matches) {
      go({ tab: route().tab }, { replace: true })
      this.#list.parentElement?.focus()
    } else {
      leave()
    }
  }

  /** The list no longer holds the decided card, so its neighbour is found by time. @param {Card} card */
  #next(card) {
    const { cards } = this.#queue
    return cards.find(({ received_at }) => received_at <= card.received_at) ?? cards.at(-1)
  }

  /** @param {Decision} decision */
  #tookBack({ card }) {
    const stays = this.#view.openId === card.id
    go({ draft: card.id }, { replace: stays || WIDE.matches })
    if (stays) this.#view.reload()
    this.#live.now()
  }

  #showState() {
    const { queue, mailboxes } = { queue: this.#queue, mailboxes: this.#mailboxes }
    const { draft } = route()
    this.#list.mailboxes = mailboxes.items
    this.#view.offline = queue.offline
    this.classList.toggle('bare', (queue.loaded || Boolean(queue.problem)) && queue.cards.length === 0 && !draft)
    this.#offerToConnect(mailboxes.none)
    const certain = queue.seenAt && !queue.problem && !queue.waiting.more
    if (draft && certain) this.#view.compare(queue.find(draft))
  }

  /** @param {boolean} none */
  #offerToConnect(none) {
    this.classList.toggle('first-run', none)
    const shown = this.querySelector('.connect-screen')
    if (none && !shown) this.querySelector('.panes')?.before(connectScreen(this.me))
    if (!none) shown?.remove()
  }

  async #settings() {
    const { openSettings } = await import('./settings/settings-dialog.js')
    if (this.me) openSettings(this.me, this.#mailboxes)
  }

  async #help() {
    const { openHelp } = await import('./settings/help-dialog.js')
    openHelp()
  }
}

/** @param {Event} event */
function detail(event) {
  return event instanceof CustomEvent ? event.detail : undefined
}

customElements.define('mail-desk', MailDesk)
