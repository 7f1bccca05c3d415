/** @import { Source } from '../../../core/knowledge/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, format, label, t, when } from '../words.js'
import { showPassages } from './passages.js'

/** One source: what it is, how far it has been read, and what can be done about it. */
export class SourceCard extends HTMLElement {
  /** @type {Source | undefined} */
  #source
  #changed
  /** A name, or whether it is meant: what happens to the source meanwhile takes nothing from under anybody's hands. */
  #asking = false
  #head = html`<div class="source-head"></div>`
  #state = html`<div class="source-state"></div>`
  #actions = html`<div class="actions"></div>`
  #wrong = html`<p class="wrong small" role="alert"></p>`

  /** @param {() => void} changed */
  constructor(changed) {
    super()
    this.#changed = changed
    this.className = 'source'
    this.role = 'listitem'
    this.append(this.#head, this.#state, this.#actions, this.#wrong)
  }

  /** @param {Source} source */
  update(source) {
    const before = this.#source
    if (JSON.stringify(before) === JSON.stringify(source)) return
    this.#source = source
    if (before && before.status !== source.status) announce(`${source.title}: ${label('source_status', source.status)}`)
    if (before?.title !== source.title) this.#name(source)
    this.#state.replaceChildren(...stateOf(source))
    if (before?.status !== source.status && !this.#asking) this.#offer(source)
  }

  /** @param {Source} source */
  #name({ title, kind }) {
    this.#head.replaceChildren(
      html`<h3 dir="auto">${title}</h3>`,
      html`<span class="soft small">${label('source_kind', kind)}</span>`,
    )
  }

  /** @param {Source} source */
  #offer({ id, status, kind, passages }) {
    const busy = status === 'waiting' || status === 'reading'
    const read = button('quiet', kind === 'website' ? t('source.fetch_again') : t('source.read_again'), () =>
      this.#do(read, async () => this.#show(await api.post(`/api/knowledge/sources/${id}/read`))),
    )
    const held = this.#actions.contains(document.activeElement) && document.activeElement?.textContent
    this.#asking = false
    this.#actions.replaceChildren(
      ...(passages > 0 ? [button('', t('source.open'), () => showPassages(id))] : []),
      ...(busy ? [] : [read]),
      button('quiet', t('source.rename'), () => this.#rename()),
      button('quiet danger', t('source.delete'), () => this.#sure()),
    )
    if (held) this.#focus(held)
  }

  /** @param {string} named */
  #focus(named) {
    const buttons = [...this.#actions.querySelectorAll('button')]
    const same = buttons.find(({ textContent }) => textContent === named) ?? buttons[0]
    same?.focus()
  }

  #rename() {
    const { id = '', title = '' } = this.#source ?? {}
    this.#asking = true
    const name = /** @type {HTMLInputElement} */ (
      html`<input class="input" required maxlength="200" dir="auto" aria-label=${t('source.title')} .value=${title} />`
    )
    const save = /** @type {HTMLButtonElement} */ (html`<button class="button primary">${t('source.save')}</button>`)
    const rename = async () => {
      this.#show(await api.patch(`/api/knowledge/sources/${id}`, { title: name.value }))
      this.#back(t('source.rename'))
    }
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault()
      this.#do(save, rename)
    }
    this.#actions.replaceChildren(
      html`<form class="renaming" @submit=${submit}>${name}${save}${button('quiet', t('cancel'), () => this.#back(t('source.rename')))}</form>`,
    )
    name.focus()
    name.select()
  }

  /** Asks once more. */
  #sure() {
    const { id = '' } = this.#source ?? {}
    this.#asking = true
    const gone = button('danger', t('source.delete'), () =>
      this.#do(gone, async () => {
        await api.remove(`/api/knowledge/sources/${id}`)
        announce(t('source.deleted'))
        this.remove()
        this.#changed()
      }),
    )
    const back = button('quiet', t('cancel'), () => this.#back(t('source.delete')))
    this.#actions.replaceChildren(html`<p class="small">${t('source.delete_sure')}</p>`, gone, back)
    gone.focus()
  }

  /** To where one was. @param {string} named */
  #back(named) {
    this.#wrong.textContent = ''
    if (this.#source) this.#offer(this.#source)
    this.#focus(named)
  }

  /** @param {HTMLButtonElement} pressed @param {() => Promise<void>} act */
  async #do(pressed, act) {
    pressed.disabled = true
    this.#wrong.textContent = ''
    await attempt(act, (sentence) => {
      this.#wrong.textContent = sentence
    })
    pressed.disabled = false
  }

  /** @param {Source} source */
  #show(source) {
    this.update(source)
    this.#changed()
  }
}

/** @param {Source} source */
function stateOf({ status, failure, passages, total, done, read_at, url, embedding_model, size_bytes }) {
  const kind = { ready: 'accent', failed: 'danger', waiting: '', reading: '' }[status]
  const facts = [
    passages > 0 && t('source.passages', { count: passages }),
    size_bytes > 0 && format.size(size_bytes),
    status === 'ready' && !embedding_model && t('source.words_only'),
  ].filter(Boolean)
  return [
    html`<p class="facts small">
      <span class="tag ${kind}">${label('source_status', status)}</span>
      <span class="soft">${facts.join(' · ')}</span>
      ${read_at && html`<span class="soft">${t('source.read_at')} ${when(read_at)}</span>`}
    </p>`,
    ...(url
      ? [html`<p class="small"><a href=${url} rel="noreferrer noopener" target="_blank" dir="ltr">${url}</a></p>`]
      : []),
    ...(failure ? [html`<p class="small wrong">${label('source_failure', failure)}</p>`] : []),
    ...(failure && passages > 0 ? [html`<p class="small soft">${t('source.still')}</p>`] : []),
    ...(status === 'reading' && total ? [progress(done, total)] : []),
  ]
}

/** @param {number} done @param {number} total */
function progress(done, total) {
  return html`<label class="progress small"><span>${t('source.progress', { done, total })}</span>
    <progress max=${total} value=${done}></progress></label>`
}

customElements.define('source-card', SourceCard)
