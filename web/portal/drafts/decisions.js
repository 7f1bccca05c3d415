/** @import { Draft, DraftCard } from '../../../core/drafts/schema.ts' */
/** @import { Queue } from './queue.js' */
import { api, Problem, problemFrom } from '../../shared/api.js'
import { button, find, html, icon } from '../../shared/html.js'
import { go } from '../route.js'
import { announce, attempt, explain, format, label, t } from '../words.js'

/** @typedef {'working' | 'open' | 'undoing' | 'refused'} State */
/** @typedef {{ kind: 'approve' | 'discard', card: DraftCard, state: State, until: number, at?: string | undefined, problem?: Problem, done?: Promise<void> }} Decision */

const DISCARD_WINDOW = 10_000
const DAY = 86_400_000
const WHY = ['wrong_content', 'not_needed', 'answered_myself', 'other']

/** Yes and no, shown at once: the card leaves the list, and comes back when refused. Emits `change`. */
export class Decisions extends EventTarget {
  /** Latest first. @type {Decision[]} */
  list = []
  /** Since when each has stood open here. @type {Map<string, number>} */
  #opened = new Map()
  #queue
  #then

  /** @param {Queue} queue @param {Record<'decided' | 'undone' | 'refused', (card: DraftCard) => void>} then */
  constructor(queue, then) {
    super()
    this.#queue = queue
    this.#then = then
  }

  /** @param {string} id */
  opened(id) {
    if (!this.#opened.has(id)) this.#opened.set(id, performance.now())
  }

  /** @param {DraftCard} card @param {() => Promise<Draft>} settle saves the screen; the yes is to the hash that comes back @param {string} [at] not before */
  approve(card, settle, at) {
    const now = performance.now()
    const open_ms = Math.min(DAY, Math.round(now - (this.#opened.get(card.id) ?? now)))
    const act = async () => {
      const { content_hash } = await settle()
      const { undo_ms } = await yes(card.id, { hash: content_hash, send_at: at, open_ms })
      return Math.min(undo_ms ?? 0, at ? DISCARD_WINDOW : Number.POSITIVE_INFINITY)
    }
    this.#decide('approve', card, act, at)
  }

  /** @param {DraftCard} card */
  discard(card) {
    this.#decide('discard', card, async () => {
      await api.post(`/api/drafts/${card.id}/discard`)
      return DISCARD_WINDOW
    })
  }

  /** @param {Decision} [decision] */
  async undo(decision = this.list.find(({ state }) => state === 'working' || state === 'open')) {
    if (!decision || decision.state === 'undoing') return
    decision.state = 'undoing'
    this.#changed()
    await decision.done
    if (!this.list.includes(decision) || decision.problem) return

    const { card } = decision
    try {
      await api.post(`/api/drafts/${card.id}/undo`)
      this.dismiss(decision)
      this.#queue.show(card.id)
      announce(t('said.undone', { name: card.correspondent }))
      this.#then.undone(card)
    } catch (error) {
      const problem = problemFrom(error)
      if (problem.unreachable && decision.until > Date.now()) this.#open(decision)
      else this.#refuse(decision, problem)
    }
  }

  /** Also what is not in the bar any more. @param {DraftCard} card */
  takeBack(card) {
    const known = this.list.find((decision) => decision.card.id === card.id && decision.state === 'open')
    return this.undo(known ?? this.#add(card.status === 'discarded' ? 'discard' : 'approve', card))
  }

  /** @param {Decision} decision */
  dismiss(decision) {
    this.list = this.list.filter((other) => other !== decision)
    this.#changed()
  }

  /** @param {Decision['kind']} kind @param {DraftCard} card @param {() => Promise<number>} act answers with the time to undo @param {string} [at] */
  #decide(kind, card, act, at) {
    const decision = this.#add(kind, card)
    decision.at = at
    this.#queue.hide(card.id)
    decision.done = this.#carryOut(decision, act)
    announce(t(kind === 'approve' ? 'said.approved' : 'said.discarded', { name: card.correspondent }))
    this.#then.decided(card)
    this.#changed()
  }

  /** @param {Decision['kind']} kind @param {DraftCard} card @returns {Decision} */
  #add(kind, card) {
    /** @type {Decision} */
    const decision = { kind, card, state: 'working', until: 0 }
    this.list = [decision, ...this.list.filter((other) => other.card.id !== card.id)]
    return decision
  }

  /** @param {Decision} decision @param {() => Promise<number>} act */
  async #carryOut(decision, act) {
    try {
      decision.until = Date.now() + (await act())
      if (decision.state === 'working') this.#open(decision)
    } catch (error) {
      this.#queue.show(decision.card.id)
      this.#refuse(decision, problemFrom(error))
    }
  }

  /** @param {Decision} decision */
  #open(decision) {
    decision.state = 'open'
    setTimeout(() => decision.state === 'open' && this.dismiss(decision), decision.until - Date.now())
    this.#changed()
  }

  /** @param {Decision} decision @param {Problem} problem */
  #refuse(decision, problem) {
    const { card } = decision
    decision.state = 'refused'
    decision.problem = problem
    announce(`${t('undo.refused', { name: card.correspondent })} ${explain(problem)}`)
    this.#then.refused(card)
    this.#changed()
  }

  #changed() {
    this.dispatchEvent(new Event('change'))
  }
}

/** @param {Decisions} decisions */
export function undoBar(decisions) {
  const bar = find(document, '#undo', HTMLElement)
  /** @type {Map<Decision, { element: HTMLElement, state: Decision['state'] }>} */
  const lines = new Map()
  let timer = 0
  decisions.addEventListener('change', () => {
    const held = bar.contains(document.activeElement)
    const shown = decisions.list.slice(0, 3)
    for (const [decision, { element, state }] of lines) {
      if (shown.includes(decision) && lasting(decision, state)) continue
      element.remove()
      lines.delete(decision)
    }
    for (const [at, decision] of shown.entries()) {
      const drawn = lines.get(decision) ?? { element: line(decisions, decision), state: decision.state }
      lines.set(decision, drawn)
      drawn.element.querySelector('.left')?.setAttribute('data-until', `${until(decision)}`)
      if (bar.children[at] !== drawn.element) bar.insertBefore(drawn.element, bar.children[at] ?? null)
    }
    if (held && !bar.contains(document.activeElement)) bar.querySelector('button')?.focus()
    clearInterval(timer)
    timer = window.setInterval(tick, 250)
    tick()
  })

  function tick() {
    if (bar.childElementCount === 0) clearInterval(timer)
    for (const place of bar.querySelectorAll('.left')) {
      const count = Math.ceil((Number(place.getAttribute('data-until')) - Date.now()) / 1000)
      place.textContent = count > 0 ? t('undo.sends_in', { count }) : ''
    }
  }
}

/** That the yes has arrived changes only the time left: the button to undo it stays under the finger. @param {Decision} decision @param {Decision['state']} drawn */
const lasting = ({ state }, drawn) => state === drawn || (drawn === 'working' && state === 'open')

/** When it is sent, in milliseconds; 0 while that is not known, or nothing to count down to. @param {Decision} decision */
const until = ({ kind, at, until }) => (kind === 'approve' && !at ? until : 0)

/** @param {Decisions} decisions @param {Decision} decision */
function line(decisions, decision) {
  const { kind, card, state, problem, at } = decision
  const name = card.correspondent
  if (problem) {
    const dismiss = () => decisions.dismiss(decision)
    const look = () => {
      dismiss()
      go({ draft: card.id })
    }
    return html`<div class="decision refused" role="alert">
      <p><strong dir="auto">${t('undo.refused', { name })}</strong> ${explain(problem)}</p>
      ${button('', t('undo.look'), look)}
      ${button('quiet icon', icon('close'), dismiss, { label: t('close') })}
    </div>`
  }
  const approved = kind === 'approve'
  const undo = button('undo', [icon('undo'), t('undo.action')], () => decisions.undo(decision), { keys: 'z' })
  undo.disabled = state === 'undoing'
  return html`<div class="decision">
    <p><span dir="auto">${at ? t('undo.scheduled', { name, time: format.moment(at) }) : t(approved ? 'undo.approved' : 'undo.discarded', { name })}</span> ${approved && !at && html`<span class="left"></span>`}</p>
    ${undo}
    ${!approved && reasons(decision)}
  </div>`
}

/** One tap, for who wants to say why. @param {Decision} decision */
function reasons({ card, done }) {
  const say = (/** @type {string} */ reason) =>
    attempt(
      async () => {
        await done
        await api.post(`/api/drafts/${card.id}/discard-reason`, { reason })
        place.replaceChildren(html`<p class="soft small">${t('discard.thanks')}</p>`)
      },
      (sentence) => place.replaceChildren(html`<p class="soft small">${sentence}</p>`),
    )
  const place = html`<div class="reasons" role="group" aria-label=${t('discard.ask')}>${WHY.map((reason) =>
    button('quiet', label('discard_reason', reason), () => say(reason)),
  )}</div>`
  return place
}

/** When the answer is lost, what happened is found out by looking. @param {string} id @param {{ hash: string, send_at?: string | undefined, open_ms: number }} said @returns {Promise<Draft>} */
async function yes(id, said) {
  try {
    return await api.post(`/api/drafts/${id}/approve`, said)
  } catch (error) {
    const problem = problemFrom(error)
    if (!problem.unreachable && problem.code !== 'conflict') throw problem
    const now = await look(id)
    const done = now.status === 'approved' || now.status === 'sent'
    if (!done || now.content_hash !== said.hash) throw problem
    return now
  }
}

/** @param {string} id @returns {Promise<Draft>} */
async function look(id) {
  try {
    return await api.get(`/api/drafts/${id}`)
  } catch (error) {
    throw problemFrom(error).unreachable ? new Problem('unconfirmed') : error
  }
}
