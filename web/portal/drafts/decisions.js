/** @import { Draft, DraftCard } from '../../../core/drafts/schema.ts' */
/** @import { Queue } from './queue.js' */
import { api, Problem, problemFrom } from '../../shared/api.js'

/**
 * @typedef {object} Decision
 * @property {'approve' | 'discard'} kind
 * @property {DraftCard} card
 * @property {'working' | 'open' | 'undoing' | 'refused'} state
 * @property {number} until when it can no longer be undone, in milliseconds
 * @property {Problem} [problem]
 * @property {Promise<void>} done
 */

const DISCARD_WINDOW = 10_000

/**
 * Yes and no, taken at once and shown at once: the card leaves the list, and comes back with the reason when refused.
 * Emits `change`, and `decided`, `undone` and `refused` with the decision as detail.
 */
export class Decisions extends EventTarget {
  /** Latest first. @type {Decision[]} */
  list = []
  #queue

  /** @param {Queue} queue */
  constructor(queue) {
    super()
    this.#queue = queue
  }

  /**
   * @param {DraftCard} card
   * @param {() => Promise<Draft>} settle saves what is on the screen; the yes is to the hash that comes back
   */
  approve(card, settle) {
    this.#decide('approve', card, async () => {
      const { content_hash } = await settle()
      const approved = await yes(card.id, content_hash)
      return approved.undo_ms ?? 0
    })
  }

  /** @param {DraftCard} card */
  discard(card) {
    this.#decide('discard', card, async () => {
      await api.post(`/api/drafts/${card.id}/discard`)
      return DISCARD_WINDOW
    })
  }

  /** Takes a decision back; without one, the latest. @param {Decision} [decision] */
  async undo(decision = this.list.find(({ state }) => state === 'working' || state === 'open')) {
    if (!decision || decision.state === 'undoing') return
    const before = decision.state
    decision.state = 'undoing'
    this.#changed()
    if (before === 'working') await decision.done
    if (!this.list.includes(decision) || decision.problem) return

    try {
      await api.post(`/api/drafts/${decision.card.id}/undo`)
      this.dismiss(decision)
      this.#queue.show(decision.card.id)
      this.#tell('undone', decision)
    } catch (error) {
      const problem = problemFrom(error)
      if (problem.unreachable && decision.until > Date.now()) this.#open(decision)
      else this.#refuse(decision, problem)
    }
  }

  /** Takes back what is not in the bar any more: a discard of yesterday, an approval from another device. @param {DraftCard} card */
  async takeBack(card) {
    const known = this.list.find((decision) => decision.card.id === card.id && decision.state === 'open')
    if (known) return this.undo(known)
    /** @type {Decision} */
    const decision = {
      kind: card.status === 'discarded' ? 'discard' : 'approve',
      card,
      state: 'open',
      until: 0,
      done: Promise.resolve(),
    }
    this.list = [decision, ...this.list]
    await this.undo(decision)
  }

  /** @param {Decision} decision */
  dismiss(decision) {
    this.list = this.list.filter((other) => other !== decision)
    this.#changed()
  }

  /** @param {Decision['kind']} kind @param {DraftCard} card @param {() => Promise<number>} act answers with the time left to undo */
  #decide(kind, card, act) {
    /** @type {Decision} */
    const decision = { kind, card, state: 'working', until: 0, done: Promise.resolve() }
    this.list = [decision, ...this.list.filter((other) => other.card.id !== card.id)]
    this.#queue.hide(card.id)
    decision.done = this.#carryOut(decision, act)
    this.#tell('decided', decision)
    this.#changed()
  }

  /** @param {Decision} decision @param {() => Promise<number>} act */
  async #carryOut(decision, act) {
    try {
      decision.until = Date.now() + (await act())
      if (decision.state === 'working') this.#open(decision)
    } catch (error) {
      const problem = problemFrom(error)
      this.#queue.show(decision.card.id)
      this.#refuse(decision, problem)
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
    decision.state = 'refused'
    decision.problem = problem
    this.#tell('refused', decision)
    this.#changed()
  }

  /** @param {'decided' | 'undone' | 'refused'} what @param {Decision} decision */
  #tell(what, decision) {
    this.dispatchEvent(new CustomEvent(what, { detail: decision }))
  }

  #changed() {
    this.dispatchEvent(new Event('change'))
  }
}

/** When the answer is lost, or a repeated request finds it done, what happened is found out by looking. @param {string} id @param {string} hash @returns {Promise<Draft>} */
async function yes(id, hash) {
  try {
    return await api.post(`/api/drafts/${id}/approve`, { hash })
  } catch (error) {
    const problem = problemFrom(error)
    if (!problem.unreachable && problem.code !== 'conflict') throw problem
    const now = await look(id)
    const done = now.status === 'approved' || now.status === 'sent'
    if (!done || now.content_hash !== hash) throw problem
    return now
  }
}

/** @param {string} id @returns {Promise<Draft>} */
async function look(id) {
  try {
    return await api.get(`/api/drafts/${id}`)
  } catch (error) {
    throw problemFrom(error).unreachable ? new Problem({ code: 'unconfirmed' }) : error
  }
}
