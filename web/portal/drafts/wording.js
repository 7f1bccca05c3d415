/** @import { Draft } from '../../../core/drafts/schema.ts' */
import { api, Problem, problemFrom } from '../../shared/api.js'

/** @typedef {'clean' | 'unsaved' | 'saving' | 'saved' | 'failed' | 'conflict'} State */

const PAUSE = 700

/**
 * A text while someone writes: saved a moment after the last key, kept across a reload until the server has it.
 * Someone else's edit is never overwritten and never overwrites. Emits `change`.
 */
export class Wording extends EventTarget {
  /** @type {State} */
  state = 'clean'
  /** Someone else's, while in conflict. @type {Draft | undefined} */
  theirs
  /** @type {Problem | undefined} */
  problem
  /** Why the last change of something else than the text was not made. @type {Problem | undefined} */
  refused
  /** A message came after the conversation was shown: the text is kept, but nobody can say yes before looking. */
  overtaken = false
  /** Other words are being written: there is no yes to what nobody has read. */
  writing = false

  #key
  #timer = 0
  #closed = false
  /** @type {Promise<void> | undefined} */
  #saving

  /** @param {Draft} draft */
  constructor(draft) {
    super()
    this.draft = draft
    this.text = lines(draft.body)
    this.#key = `draft:${draft.id}`
    const kept = draft.status === 'pending' && JSON.parse(sessionStorage.getItem(this.#key) ?? 'null')
    if (!kept || kept.body === this.text) return

    this.text = kept.body
    if (kept.version === draft.version) this.#later()
    else this.#conflict(draft)
  }

  get dirty() {
    return this.text !== lines(this.draft.body)
  }

  get sendable() {
    return this.text.trim() !== '' && !this.theirs
  }

  /** @param {string} text */
  type(text) {
    this.text = text
    this.refused = undefined
    this.#keep()
    if (!this.theirs) this.#later()
  }

  /** Answers with the draft whose hash covers exactly what is on the screen. @returns {Promise<Draft>} */
  async settle() {
    clearTimeout(this.#timer)
    await this.#saving
    if (this.sendable && this.dirty) await this.#save()
    if (!this.sendable) throw new Problem(this.theirs ? 'changed' : 'invalid', { status: 409 })
    if (this.problem) throw this.problem
    if (this.overtaken) throw new Problem('changed', { status: 409 })
    return this.dirty ? this.settle() : this.draft
  }

  /** Sender, recipients, files: after the text, and at once. @param {(draft: Draft) => Promise<Draft>} act */
  async change(act) {
    this.refused = undefined
    try {
      const draft = await this.settle()
      const { text } = this
      this.#to('saving')
      const changing = act(draft)
      this.#saving = changing.then(
        (saved) => {
          // Other words came back; what somebody has typed meanwhile is theirs, and stays.
          if (this.text === text) this.text = lines(saved.body)
          this.#saved(saved, lines(saved.body))
        },
        () => undefined,
      )
      this.#saving.finally(() => {
        this.#saving = undefined
      })
      await changing
    } catch (error) {
      const problem = problemFrom(error)
      if (problem.code === 'changed') return this.#compare(this.text)
      this.refused = problem
      this.#to(this.dirty ? 'unsaved' : 'clean')
    }
  }

  /** Other words, asked for: the same, and it may take its time. @param {(draft: Draft) => Promise<Draft>} act */
  async rewrite(act) {
    this.writing = true
    await this.change(act)
    this.writing = false
    this.#to(this.state)
  }

  /** @param {'mine' | 'theirs'} choice */
  async choose(choice) {
    if (!this.theirs) return
    this.draft = this.theirs
    this.theirs = undefined
    if (choice === 'theirs') this.text = lines(this.draft.body)
    this.#keep()
    this.#to(choice === 'theirs' ? 'clean' : 'unsaved')
    if (this.dirty) await this.#save()
  }

  /** What is not saved yet is saved now, and stays kept if that fails. */
  close() {
    this.#closed = true
    clearTimeout(this.#timer)
    if (this.dirty && this.sendable) this.#save()
  }

  #keep() {
    const { dirty, draft, text } = this
    if (dirty) sessionStorage.setItem(this.#key, JSON.stringify({ version: draft.version, body: text }))
    else sessionStorage.removeItem(this.#key)
  }

  #later() {
    clearTimeout(this.#timer)
    this.problem = undefined
    this.#to(this.dirty ? 'unsaved' : 'saved')
    if (this.sendable) this.#timer = window.setTimeout(() => this.#save(), PAUSE)
  }

  #save() {
    this.#saving ??= this.#send().finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  async #send() {
    if (!this.dirty) return
    const { draft, text } = this
    this.problem = undefined
    this.#to('saving')
    try {
      this.#saved(await api.patch(`/api/drafts/${draft.id}`, { version: draft.version, body: text }), text)
    } catch (error) {
      const problem = problemFrom(error)
      if (problem.code === 'changed') await this.#compare(text)
      else this.#failed(problem)
    }
  }

  /** @param {Draft} draft @param {string} text */
  #saved(draft, text) {
    this.draft = draft
    this.#keep()
    if (this.text === text) this.#to('saved')
    else this.#later()
  }

  /** A save whose answer got lost looks like someone else's edit, until one looks. @param {string} text */
  async #compare(text) {
    try {
      /** @type {Draft} */
      const now = await api.get(`/api/drafts/${this.draft.id}`)
      this.overtaken ||= now.message_count !== this.draft.message_count
      if (lines(now.body) === text) this.#saved(now, text)
      else if (lines(now.body) === lines(this.draft.body)) this.#saved(now, '')
      else this.#conflict(now)
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
