/** @import { Fields, Said } from './saying-form.js' */
import { api, problemFrom } from '../shared/api.js'
import { button, html } from '../shared/html.js'
import { sayingForm } from './saying-form.js'
import { announce, attempt, failure, t } from './words.js'

/** @typedef {Said & { id: string }} Saying */

/**
 * What a business has said about its replies: to add to, to change, to take away, and to bring back.
 * @template {Saying} One
 */
export class Sayings extends HTMLElement {
  /** @type {Said} */
  empty = { body: '', scope: 'everywhere', scope_value: '' }
  adding = html`<div></div>`
  list = html`<div role="list" class="told"></div>`
  #rest = html`<div></div>`
  #begun = false

  /** @param {string} client @param {string} title the id of its heading */
  constructor(client, title) {
    super()
    this.client = client
    this.list.setAttribute('aria-labelledby', title)
    this.append(this.list, this.#rest, this.adding)
  }

  /** A page is moved into its place once it is made: that is no reason to read again over what somebody has pressed. */
  connectedCallback() {
    if (!this.#begun) this.load()
    this.#begun = true
  }

  /** Where they are asked for, and changed. */
  get at() {
    return ''
  }

  /** @returns {{ none: string, add: string, added: string, remove: string, removed: string, try?: string }} */
  get says() {
    throw new Error('Cannot show a list without words')
  }

  /** @returns {Fields} */
  get fields() {
    throw new Error('Cannot show a form without fields')
  }

  /** @returns {Promise<One[]>} */
  async read() {
    /** @type {{ items: One[] }} */
    const { items } = await api.get(`${this.at}?client_id=${this.client}`)
    return items
  }

  /** What makes it what it is, to be said anew. @param {Said} said @returns {object} */
  whole({ body, scope, scope_value }) {
    return { body, scope, ...(scope !== 'everywhere' && { scope_value }) }
  }

  /** What is sent with a new one. @param {object} said @returns {object} */
  told(said) {
    return said
  }

  /** What is sent with a change. @param {One} _one @param {object} said @returns {object} */
  changed(_one, said) {
    return said
  }

  /** @param {One} one @returns {unknown[]} */
  shown({ body }) {
    return [html`<p class="said" dir="auto">${body}</p>`]
  }

  /** @param {One} _one @param {HTMLElement} _row @returns {HTMLElement[]} */
  actions(_one, _row) {
    return []
  }

  /** @param {object} _said @param {HTMLElement} _form @param {One} [_one] the one that is changed @returns {void} */
  tryOut(_said, _form, _one) {
    throw new Error('Cannot try this out')
  }

  async load() {
    this.#rest.replaceChildren(ghost())
    try {
      const items = await this.read()
      this.list.replaceChildren(...items.map((one) => this.#row(one)))
      this.#rest.replaceChildren()
      this.#offer()
      this.#count()
    } catch (error) {
      this.#rest.replaceChildren(failure(problemFrom(error), () => this.load()))
    }
  }

  #count() {
    if (this.list.childElementCount > 0) this.#rest.replaceChildren()
    else this.#rest.replaceChildren(html`<p class="none">${this.says.none}</p>`)
  }

  #offer() {
    const open = button('', this.says.add, () => {
      const form = this.#form(
        this.empty,
        (said) => this.#add(said),
        () => this.#close(),
      )
      this.adding.replaceChildren(form)
      focusOn(form)
    })
    this.adding.replaceChildren(open)
  }

  #close() {
    this.#offer()
    this.adding.querySelector('button')?.focus()
  }

  /** @param {Said} said @param {(said: object) => Promise<void>} save @param {() => void} cancel @param {One} [one] */
  #form(said, save, cancel, one) {
    const trial = this.says.try
    const form = html`<div class="telling-place"></div>`
    const beside = trial
      ? { action: trial, act: (/** @type {object} */ now) => this.tryOut(now, form, one) }
      : undefined
    form.append(sayingForm(said, this.fields, { action: t('source.save'), save, cancel, ...(beside && { beside }) }))
    return form
  }

  /** @param {object} said */
  async #add(said) {
    this.list.prepend(this.#row(await api.post(this.at, { client_id: this.client, ...this.told(said) })))
    announce(this.says.added)
    this.#count()
    this.#close()
  }

  /** @param {One} one */
  #row(one) {
    const row = html`<div class="card" role="listitem"></div>`
    this.show(row, one)
    return row
  }

  /** @param {HTMLElement} row @param {One} one */
  show(row, one) {
    const wrong = html`<p class="wrong small" role="alert"></p>`
    const remove = button('quiet danger', this.says.remove, async () => {
      remove.disabled = true
      await attempt(
        () => this.#remove(row, one),
        (sentence) => {
          wrong.textContent = sentence
        },
      )
      remove.disabled = false
    })
    const change = button('quiet', t('voice.edit'), () => this.#change(row, one))
    row.replaceChildren(
      ...this.shown(one).filter((part) => part instanceof Node),
      html`<div class="actions">${change}${this.actions(one, row)}${remove}</div>`,
      wrong,
    )
  }

  /** @param {HTMLElement} row @param {One} one */
  #change(row, one) {
    const back = (/** @type {One} */ shown) => {
      this.show(row, shown)
      row.querySelector('button')?.focus()
    }
    let overtaken = false
    const save = async (/** @type {object} */ said) => {
      try {
        back(await api.patch(`${this.at}/${one.id}`, this.changed(one, said)))
      } catch (error) {
        overtaken = problemFrom(error).code === 'changed'
        throw error
      }
      announce(t('voice.saved'))
    }
    // What was changed elsewhere is looked at anew: as it was shown it could never be saved.
    const form = this.#form(one, save, () => (overtaken ? this.load() : back(one)), one)
    row.replaceChildren(form)
    focusOn(form)
  }

  /** Taken away at once; in its place stands the way back. @param {HTMLElement} row @param {One} one */
  async #remove(row, one) {
    await api.remove(`${this.at}/${one.id}`)
    const wrong = html`<p class="wrong small" role="alert"></p>`
    const undo = button('', t('undo.action'), () =>
      attempt(
        async () => {
          this.show(row, await api.post(this.at, { client_id: this.client, ...this.whole(one) }))
          row.querySelector('button')?.focus()
        },
        (sentence) => {
          wrong.textContent = sentence
        },
      ),
    )
    row.replaceChildren(html`<p class="gone"><span>${this.says.removed}</span>${undo}</p>`, wrong)
    announce(this.says.removed)
    undo.focus()
  }
}

/** @param {HTMLElement} form */
const focusOn = (form) => /** @type {HTMLElement | null} */ (form.querySelector('input, textarea'))?.focus()

export const ghost = () =>
  html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`
