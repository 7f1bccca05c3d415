/** @import { Memory, MemoryList } from '../../../core/voice/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, failure, label, t, when } from '../words.js'
import { memoryForm } from './memory-form.js'

const AT = '/api/knowledge/memories'
const EMPTY = { body: '', scope: /** @type {const} */ ('everywhere'), scope_value: '' }

/** What is kept in mind when a reply is written: to add to, to change, to forget, and to take that back. */
export class Memories extends HTMLElement {
  #client
  #adding = html`<div></div>`
  #list = html`<div role="list" class="told" aria-labelledby="memories-title"></div>`
  #rest = html`<div></div>`

  /** @param {string} client */
  constructor(client) {
    super()
    this.#client = client
    this.append(this.#list, this.#rest, this.#adding)
    this.#load()
  }

  async #load() {
    this.#rest.replaceChildren(ghost())
    try {
      /** @type {MemoryList} */
      const { items } = await api.get(`${AT}?client_id=${this.#client}`)
      this.#list.replaceChildren(...items.map((memory) => this.#row(memory)))
      this.#rest.replaceChildren()
      this.#offer()
      this.#count()
    } catch (error) {
      this.#rest.replaceChildren(failure(problemFrom(error), () => this.#load()))
    }
  }

  #count() {
    if (this.#list.childElementCount > 0) this.#rest.replaceChildren()
    else this.#rest.replaceChildren(html`<p class="none">${t('memory.none')}</p>`)
  }

  #offer() {
    const open = button('', t('memory.add'), () => {
      this.#adding.replaceChildren(
        memoryForm(EMPTY, { action: t('source.save'), save: (said) => this.#add(said), cancel: () => this.#close() }),
      )
      this.#adding.querySelector('textarea')?.focus()
    })
    this.#adding.replaceChildren(open)
  }

  #close() {
    this.#offer()
    this.#adding.querySelector('button')?.focus()
  }

  /** @param {object} said */
  async #add(said) {
    this.#list.prepend(this.#row(await api.post(AT, { client_id: this.#client, ...said })))
    announce(t('memory.added'))
    this.#count()
    this.#close()
  }

  /** @param {Memory} memory */
  #row(memory) {
    const row = html`<div class="card" role="listitem"></div>`
    this.#show(row, memory)
    return row
  }

  /** @param {HTMLElement} row @param {Memory} memory */
  #show(row, memory) {
    const wrong = html`<p class="wrong small" role="alert"></p>`
    const forget = button('quiet danger', t('memory.delete'), async () => {
      forget.disabled = true
      await attempt(
        () => this.#forget(row, memory),
        (sentence) => {
          wrong.textContent = sentence
        },
      )
      forget.disabled = false
    })
    const change = button('quiet', t('voice.edit'), () => this.#change(row, memory))
    row.replaceChildren(
      html`<p class="said" dir="auto">${memory.body}</p>`,
      html`<p class="facts small"><span class="tag">${label('memory_scope', memory.scope)}</span>${memory.scope_value && html`<span dir="auto">${memory.scope_value}</span>`}${origin(memory)}</p>`,
      html`<div class="actions">${change}${forget}</div>`,
      wrong,
    )
  }

  /** @param {HTMLElement} row @param {Memory} memory */
  #change(row, memory) {
    const back = (/** @type {Memory} */ shown) => {
      this.#show(row, shown)
      row.querySelector('button')?.focus()
    }
    const save = async (/** @type {object} */ said) => {
      back(await api.patch(`${AT}/${memory.id}`, said))
      announce(t('voice.saved'))
    }
    row.replaceChildren(memoryForm(memory, { action: t('source.save'), save, cancel: () => back(memory) }))
    row.querySelector('textarea')?.focus()
  }

  /** Forgotten at once; in its place stands the way back. @param {HTMLElement} row @param {Memory} memory */
  async #forget(row, memory) {
    await api.remove(`${AT}/${memory.id}`)
    const wrong = html`<p class="wrong small" role="alert"></p>`
    const undo = button('', t('undo.action'), () =>
      attempt(
        async () => {
          const { body, scope, scope_value } = memory
          const said = { body, scope, ...(scope !== 'everywhere' && { scope_value }) }
          this.#show(row, await api.post(AT, { client_id: this.#client, ...said }))
          row.querySelector('button')?.focus()
        },
        (sentence) => {
          wrong.textContent = sentence
        },
      ),
    )
    row.replaceChildren(html`<p class="gone"><span>${t('memory.deleted')}</span>${undo}</p>`, wrong)
    announce(t('memory.deleted'))
    undo.focus()
  }
}

export const ghost = () =>
  html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`

/** Where it comes from. @param {Memory} memory */
function origin({ origin, draft_id, created_at }) {
  const address = `/portal/?${new URLSearchParams({ tab: 'sent', draft: draft_id ?? '' })}`
  return html`<span class="soft">${label('memory_origin', origin)} · ${when(created_at)}${draft_id && html`<span> · <a href=${address}>${t('memory.draft')}</a></span>`}</span>`
}

customElements.define('business-memories', Memories)
