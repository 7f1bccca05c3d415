/** @import { Draft } from '../../../core/drafts/schema.ts' */
import { api, Problem, problemFrom } from '../../shared/api.js'

/** @typedef {'clean' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'conflict'} State */

const PAUSE = 700

/**
 * The text of one draft while someone writes: saved a moment after the last key, one save at a time, kept across a
 * reload until the server has it. Someone else's edit is never overwritten and never overwrites. Emits `change`.
 */
export class Wording extends EventTarget {
  /** @type {State} */
  state = 'clean'
  /** The wording someone else saved, while in conflict. @type {Draft | undefined} */
  theirs
  /** @type {Problem | undefined} */
  problem

  #draft
  #text
  #timer = 0
  #closed = false
  /** @type {Promise<void> | undefined} */
  #saving

  /** @param {Draft} draft */
  constructor(draft) {
    super()
    this.#draft = draft
    this.#text = lines(draft.body)
    const kept = draft.status === 'pending' ? JSON.parse(sessionStorage.getItem(this.#key) ?? 'null') : null
    if (!kept || kept.body === this.#text) return

    this.#text = kept.body
    if (kept.version === draft.version) this.#later()
    else this.#conflict(draft)
  }

  get text() {
    return this.#text
  }

  /** As the server last told it. */
  get draft() {
    return this.#draft
  }

  get dirty() {
    return this.#text !== lines(this.#draft.body)
  }

  get sendable() {
    return this.#text.trim() !== '' && this.state !== 'conflict'
  }

  /** @param {string} text */
  type(text) {
    this.#text = text
    this.#keep()
    if (this.state !== 'conflict') this.#later()
  }

  /** Saves what is on the screen and answers with the draft whose hash covers exactly that. @returns {Promise<Draft>} */
  async settle() {
    clearTimeout(this.#timer)
    await this.#saving
    if (!this.sendable) throw new Problem({ code: this.state === 'conflict' ? 'changed' : 'invalid', status: 409 })
    if (this.dirty) await this.#save()
    if (this.theirs) throw new Problem({ code: 'changed', status: 409 })
    if (this.problem) throw this.problem
    return this.dirty ? this.settle() : this.#draft
  }

  /** Ends a conflict with the words the person chose. @param {'mine' | 'theirs'} choice */
  async choose(choice) {
    if (!this.theirs) return
    this.#draft = this.theirs
    this.theirs = undefined
    if (choice === 'theirs') this.#text = lines(this.#draft.body)
    this.#keep()
    this.#to(choice === 'theirs' ? 'clean' : 'unsaved')
    if (this.dirty) await this.#save()
  }

  /** Someone leaves: what is not saved yet is saved now, and stays kept if that fails. */
  close() {
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.dirty && this.state !== 'conflict' && this.#text.trim() !== '') this.#save()
  }

  get #key() {
    return `draft:${this.#draft.id}`
  }

  #keep() {
    if (this.dirty)
      sessionStorage.setItem(this.#key, JSON.stringify({ version: this.#draft.version, body: this.#text }))
    else sessionStorage.removeItem(this.#key)
  }

  #later() {
    clearTimeout(this.#timer)
    this.problem = undefined
    this.#to(this.dirty ? 'unsaved' : 'saved')
    if (this.#text.trim() !== '') this.#timer = window.setTimeout(() => this.#save(), PAUSE)
  }

  #save() {
    this.#saving ??= this.#send().finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  async #send() {
    if (!this.dirty) return
    const body = this.#text
    this.problem = undefined
    this.#to('saving')
    try {
      this.#draft = await api.patch(`/api/drafts/${this.#draft.id}`, { version: this.#draft.version, body })
      this.#saved(body)
    } catch (error) {
      const problem = problemFrom(error)
      if (problem.code === 'changed') await this.#compare(body)
      else this.#failed(problem)
    }
  }

  /** @param {string} body */
  #saved(body) {
    this.#keep()
    if (this.#text === body) this.#to('saved')
    else this.#later()
  }

  /** A save whose answer got lost looks like someone else's edit, until one looks. @param {string} body */
  async #compare(body) {
    try {
      /** @type {Draft} */
      const now = await api.get(`/api/drafts/${this.#draft.id}`)
      if (lines(now.body) !== body) return this.#conflict(now)
      this.#draft = now
      this.#saved(body)
    } catch (error) {
      this.#failed(problemFrom(error))
    }
  }

  /** @param {Draft} theirs */
  #conflict(theirs) {
    this.theirs = theirs
    this.#to('conflict')
  }

  /** @param {Problem} problem */
  #failed(problem) {
    this.problem = problem
    this.#to('failed')
    // After closing, the kept text waits for its next reader: two writers of one draft would quarrel.
    if (problem.unreachable && !this.#closed) this.#timer = window.setTimeout(() => this.#save(), 5000)
  }

  /** @param {State} state */
  #to(state) {
    this.state = state
    this.dispatchEvent(new Event('change'))
  }
}

/** A text area knows only one kind of line ending. @param {string} text */
function lines(text) {
  return text.replace(/\r\n?/g, '\n')
}
