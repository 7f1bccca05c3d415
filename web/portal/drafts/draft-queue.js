/** @import { DraftCard } from '../../../core/drafts/schema.ts' */
/** @import { Mailboxes } from '../mailboxes/mailboxes.js' */
/** @import { Tab } from '../route.js' */
/** @import { Queue } from './queue.js' */
import { button, html } from '../../shared/html.js'
import { address, route } from '../route.js'
import { attempt, failure, format, label, language, t, when } from '../words.js'

/** One tab stop wide: arrows and j/k move inside it.  */
export class DraftQueue extends HTMLElement {
  #queue
  #mailboxes
  #retry
  #list = html`<ul role="list" class="rows"></ul>`
  #rest = html`<div class="rest"></div>`
  /** What the rest was drawn of. */
  #said = ''
  /** By what they show. @type {Map<string, HTMLElement>} */
  #drawn = new Map()

  /** @param {Queue} queue @param {Mailboxes} mailboxes @param {() => void} retry */
  constructor(queue, mailboxes, retry) {
    super()
    this.#retry = retry
    this.#queue = queue
    this.#mailboxes = mailboxes
    this.append(this.#list, this.#rest)
    this.#list.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (!step) return
      event.preventDefault()
      this.move(step)
    })
    for (const model of [queue, mailboxes]) model.addEventListener('change', () => this.render())
  }

  get focused() {
    return this.#links.find((link) => link.matches(':focus'))
  }

  get #links() {
    return [...this.#list.querySelectorAll('a')]
  }

  /** @param {1 | -1} step */
  move(step) {
    const links = this.#links
    const { focused } = this
    const from = focused ? links.indexOf(focused) + step : links.findIndex((link) => link.tabIndex === 0)
    this.#focus(links[Math.max(0, Math.min(links.length - 1, from))])
  }

  /** @param {string | null} [id] */
  focusRow(id) {
    const links = this.#links
    this.#focus(links.find((link) => of(link) === id) ?? links.find((link) => link.tabIndex === 0))
  }

  render() {
    const { loaded } = this.#queue
    this.ariaBusy = loaded ? null : 'true'
    const { focused } = this
    this.#reconcile()
    this.#point()
    const held = focused && of(focused)
    if (held && !this.focused) this.focusRow(this.#links.some((link) => of(link) === held) ? held : route().draft)
    this.#drawRest()
  }

  /** Looked at every few seconds, drawn when there is something else to say: a button stays under the finger. */
  #drawRest() {
    const { loaded, problem, cards, hasMore, tab, seenAt } = this.#queue
    const seen = cards.length === 0 && seenAt && format.hour(seenAt)
    const now = JSON.stringify([loaded, problem?.code, cards.length === 0, hasMore, tab, seen, this.#mailboxes.young])
    if (now === this.#said) return
    this.#said = now
    this.#rest.replaceChildren(...this.#below())
  }

  /** Unchanged rows stay where they are, with the focus and the scroll position. */
  #reconcile() {
    const { cards, tab } = this.#queue
    const before = this.#drawn
    this.#drawn = new Map()
    for (const card of cards) {
      const drawing = JSON.stringify({ ...card, undo_ms: 0, tab })
      this.#drawn.set(drawing, before.get(drawing) ?? draftRow(card, tab))
    }
    for (const [drawing, row] of before) if (!this.#drawn.has(drawing)) row.remove()
    const { children } = this.#list
    let at = 0
    for (const row of this.#drawn.values()) {
      if (children[at] !== row) this.#list.insertBefore(row, children[at] ?? null)
      at += 1
    }
  }

  #below() {
    const { loaded, problem, cards, hasMore } = this.#queue
    if (!loaded) return [problem ? failure(problem, this.#retry) : skeleton()]
    if (cards.length === 0) return [this.#nothing()]
    return hasMore ? [button('quiet more', t('queue.more'), () => attempt(() => this.#queue.more()))] : []
  }

  #nothing() {
    const { tab, seenAt } = this.#queue
    if (tab !== 'waiting') return html`<div class="nothing"><p class="display">${label('empty', tab)}</p></div>`
    const [title, lead] = this.#mailboxes.young
      ? [t('empty.reading'), t('empty.reading_lead')]
      : [t('empty.waiting'), t('empty.waiting_lead')]
    return html`<div class="nothing">
      <p class="display">${title}</p>
      <p class="soft">${lead}</p>
      ${seenAt && html`<p class="soft small">${t('empty.looked', { time: format.hour(seenAt) })}</p>`}
    </div>`
  }

  #point() {
    const links = this.#links
    const { draft } = route()
    for (const link of links) {
      const open = of(link) === draft
      link.ariaCurrent = open ? 'true' : null
      link.parentElement?.classList.toggle('current', open)
    }
    const stop = this.focused ?? links.find((link) => link.ariaCurrent) ?? links[0]
    for (const link of links) link.tabIndex = link === stop ? 0 : -1
  }

  /** @param {HTMLAnchorElement | undefined} link */
  #focus(link) {
    link?.focus()
    link?.scrollIntoView({ block: 'nearest' })
    this.#point()
  }
}

/** @param {HTMLElement} link */
function of(link) {
  return link.parentElement?.dataset.id
}

/** @param {DraftCard} card @param {Tab} tab */
function draftRow(card, tab) {
  const { id, message_count: count, received_at } = card
  return html`<li class="row" data-id=${id}>
    <a href=${address({ tab, draft: id })} tabindex="-1">
      <span class="top">
        <span class="correspondent"><bdi>${card.correspondent}</bdi></span>
        ${count > 1 && html`<span class="count soft" title=${t('row.messages', { count })}>${format.number(count)}</span>`}
        ${when(received_at)}
      </span>
      <span class="subject" dir="auto">${card.subject || t('draft.no_subject')}</span>
      <span class="preview" dir="auto">${card.preview}</span>
      ${tags(card)}
    </a>
  </li>`
}

/** @param {DraftCard} card */
function tags({ notice, status, outbox_status, send_at, bounces, edited, language: written }) {
  const tag = (/** @type {string} */ kind, /** @type {unknown} */ text) =>
    html`<span class="tag ${kind}">${text}</span>`
  const found = [
    notice && tag(notice === 'failed' ? 'danger' : 'warn', label('draft_notice', notice)),
    bounces.length > 0 && tag('danger', t('row.bounced')),
    status === 'approved' &&
      tag(
        'accent',
        send_at
          ? t('row.scheduled', { time: format.moment(send_at) })
          : label('outbox_status', outbox_status ?? 'queued'),
      ),
    edited && tag('', t('row.edited')),
    written && written.slice(0, 2) !== language && tag('', format.language(written)),
  ].filter(Boolean)
  return found.length > 0 && html`<span class="tags">${found}</span>`
}

function skeleton() {
  const row = () => html`<div class="ghost"><span></span><span></span><span></span></div>`
  return html`<div class="ghosts" aria-hidden="true">${[1, 2, 3, 4, 5, 6].map(row)}</div>`
}

customElements.define('draft-queue', DraftQueue)
