/** @import { Me } from '../../core/account/schema.ts' */
/** @import { DraftCard as Card } from '../../core/drafts/schema.ts' */
import { find } from '../shared/html.js'
import { deskBanners, deskHead, openHelp, shortcuts } from './desk-head.js'
import { Decisions, undoBar } from './drafts/decisions.js'
import { DraftQueue } from './drafts/draft-queue.js'
import { DraftView } from './drafts/draft-view.js'
import { Queue } from './drafts/queue.js'
import { enter } from './entrance.js'
import { live, released } from './live.js'
import { Mailboxes } from './mailboxes/mailboxes.js'
import { go, leave, route } from './route.js'

const WIDE = matchMedia('(min-width: 56rem)')

/** The queue on one side, the open draft on the other, as long as the page. */
class Desk {
  place = find(document, '#desk', HTMLElement)
  #queue = new Queue()
  #mailboxes = new Mailboxes(60_000)
  #decisions = new Decisions(this.#queue, {
    decided: (card) => this.#moveOn(card),
    undone: (card) => this.#tookBack(card),
    refused: () => this.#lookNow(),
  })
  #list = new DraftQueue(this.#queue, this.#mailboxes, () => this.#lookNow())
  #view
  #lookNow

  /** @param {Me} me */
  constructor(me) {
    this.#view = new DraftView(this.#decisions, me)
    this.#queue.tab = route().tab
    this.#queue.restore()
    deskHead(this.#queue)
    deskBanners(this.#queue, this.#mailboxes)
    undoBar(this.#decisions)
    find(document, '#list', HTMLElement).append(this.#list)
    find(document, '#detail', HTMLElement).append(this.#view)
    this.#listen()
    this.#lookNow = live(() => this.#look())
    this.#followRoute()
  }

  #listen() {
    this.place.addEventListener('click', (event) => this.#clicked(event))
    for (const name of ['route', 'popstate']) window.addEventListener(name, () => this.#followRoute())
    for (const name of ['online', 'offline']) window.addEventListener(name, () => this.#showState())
    for (const model of [this.#queue, this.#mailboxes]) model.addEventListener('change', () => this.#showState())
    shortcuts({
      j: () => this.#step(1),
      k: () => this.#step(-1),
      o: () => this.#enter(),
      e: () => this.#view.card?.edit(),
      a: () => this.#view.card?.approve.click(),
      d: () => this.#view.card?.discard.click(),
      z: () => this.#decisions.undo(),
      'g w': () => go({ tab: 'waiting' }),
      'g s': () => go({ tab: 'sent' }),
      'g d': () => go({ tab: 'discarded' }),
      'g m': () => location.assign('/portal/mailboxes/'),
      'g k': () => location.assign('/portal/knowledge/'),
      'g r': () => location.assign('/portal/rules/'),
      'g v': () => location.assign('/portal/voice/'),
      'g h': () => location.assign('/portal/scorecard/'),
      '?': openHelp,
      Escape: () => this.#escape(),
    })
  }

  async #look() {
    const reached = await this.#queue.refresh()
    if (reached) await this.#mailboxes.lookSometimes()
    const [first] = this.#queue.cards
    if (reached && WIDE.matches && !route().draft && first) go({ tab: this.#queue.tab, draft: first.id }, true)
    return reached
  }

  #followRoute() {
    const { tab, draft } = route()
    if (this.#queue.tab !== tab) {
      this.#queue.turnTo(tab)
      this.#lookNow()
    }
    this.#list.render()
    this.place.classList.toggle('reading', Boolean(draft))
    const left = this.#view.openId
    this.#view.open(draft, draft ? this.#queue.find(draft) : undefined)
    if (!draft && left && !WIDE.matches) this.#list.focusRow(left)
    this.#showState()
  }

  /** Our own links change the screen, not the page. @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element && event.target.closest('a')
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey
    if (!link || elsewhere || link.hash || link.target || link.pathname !== '/portal/') return
    event.preventDefault()
    const to = route(link.search)
    go(to, to.draft !== null && to.draft === route().draft)
    if (to.draft && !WIDE.matches) this.#view.focusHeading()
  }

  /** @param {1 | -1} step */
  #step(step) {
    const { tab, draft } = route()
    if (!draft) return this.#list.move(step)
    const { cards } = this.#queue
    const at = cards.findIndex(({ id }) => id === draft)
    const next = at === -1 ? cards[0] : cards[at + step]
    if (!next) return
    go({ tab, draft: next.id }, true)
    if (WIDE.matches) this.#list.focusRow(next.id)
    else this.#view.focusHeading()
  }

  #enter() {
    this.#list.focused?.click()
    this.#view.focusHeading()
  }

  #escape() {
    if (WIDE.matches) this.#list.focusRow(route().draft)
    else if (route().draft) leave()
  }

  /** The list no longer holds the card: its neighbour is found by time. @param {Card} card */
  #moveOn({ received_at }) {
    if (!WIDE.matches) return leave()
    const { tab, cards } = this.#queue
    const next = tab === 'waiting' && (cards.find((card) => card.received_at <= received_at) ?? cards.at(-1))
    go(next ? { draft: next.id } : { tab }, true)
    if (next) this.#list.focusRow(next.id)
    else this.#list.parentElement?.focus()
  }

  /** @param {Card} card */
  #tookBack({ id }) {
    const stays = this.#view.openId === id
    go({ draft: id }, stays || WIDE.matches)
    if (stays) this.#view.reload()
    this.#lookNow()
  }

  async #showState() {
    await released()
    const { loaded, problem, cards, offline, seenAt, waiting } = this.#queue
    const { draft } = route()
    this.#view.offline = offline
    this.place.classList.toggle('bare', (loaded || Boolean(problem)) && cards.length === 0 && !draft)
    // Nothing to read, and nothing to come back to: first a mailbox.
    if (this.#mailboxes.missing) location.replace('/portal/mailboxes/')
    if (draft && seenAt && !problem && !waiting.more) this.#view.compare(this.#queue.find(draft))
  }
}

await enter((me) => new Desk(me).place)
