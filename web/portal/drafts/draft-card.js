/** @import { Draft } from '../../../core/drafts/schema.ts' */
import { find } from '../../shared/find.js'
import { html } from '../../shared/html.js'
import { icon } from '../icon.js'
import { explain, t } from '../words.js'
import { conflict } from './conflict.js'
import { callouts } from './draft-callouts.js'
import { envelope } from './draft-envelope.js'
import { Wording } from './wording.js'

/**
 * One reply: what will be sent, to whom, the text to change, and the yes and the no.
 * Emits `approve`, `discard` and `undo`, each with the draft as detail, and `leave-text`.
 *
 *     <draft-card .draft=${draft} .undoSeconds=${10}></draft-card>
 */
export class DraftCard extends HTMLElement {
  /** @type {Draft | undefined} */
  draft
  undoSeconds = 0
  /** @type {Wording | undefined} */
  wording
  #offline = false

  connectedCallback() {
    if (!this.draft || this.childElementCount > 0) return
    const wording = new Wording(this.draft)
    this.wording = wording
    this.#render(this.draft, wording)
    wording.addEventListener('change', () => this.#update())
    this.#update()
  }

  disconnectedCallback() {
    this.wording?.close()
  }

  get editable() {
    return this.draft?.status === 'pending'
  }

  /** Nothing can be decided without the network; writing goes on. */
  set offline(/** @type {boolean} */ offline) {
    this.#offline = offline
    if (this.wording) this.#update()
  }

  edit() {
    const text = find(this, 'textarea', HTMLTextAreaElement)
    text.focus()
  }

  approve() {
    const { draft, wording } = this
    if (!draft || !wording || !this.editable || this.#offline || !wording.sendable) return
    this.#tell('approve')
  }

  discard() {
    if (this.editable && !this.#offline) this.#tell('discard')
  }

  /** @param {Draft} draft @param {Wording} wording */
  #render(draft, wording) {
    const text = html`<textarea class="reply" dir="auto" aria-label=${t('draft.text')} .value=${wording.text} lang=${draft.language}
      ?readonly=${!this.editable} spellcheck="true" @input=${this.#typed} @keydown=${this.#keyed} aria-describedby="save-state"></textarea>`
    this.replaceChildren(
      html`<section class="sheet" aria-label=${t('draft.title')}>
        <div class="letter-sheet">
          <div class="callouts">${callouts(draft)}</div>
          ${envelope(draft)}
          <div class="choice"></div>
          ${text}
        </div>
        <div class="bar">${this.editable ? this.#decisions() : this.#afterwards(draft)}</div>
      </section>`,
    )
  }

  #decisions() {
    return [
      html`<button class="button primary approve" type="button" aria-keyshortcuts="a Control+Enter" @click=${() => this.approve()}>${icon('check')}${t('draft.approve')}</button>`,
      html`<button class="button quiet discard" type="button" aria-keyshortcuts="d" @click=${() => this.discard()}>${icon('trash')}${t('draft.discard')}</button>`,
      html`<p class="save-state soft small" id="save-state"></p>`,
    ]
  }

  /** @param {Draft} draft */
  #afterwards({ status, outbox_status }) {
    const undoable = status === 'discarded' || (status === 'approved' && outbox_status === 'queued')
    return [
      undoable &&
        html`<button class="button undo" type="button" @click=${() => this.#tell('undo')}>${icon('undo')}${status === 'discarded' ? t('draft.bring_back') : t('undo.action')}</button>`,
      html`<p class="save-state soft small" id="save-state"></p>`,
    ].filter((part) => part !== false)
  }

  #update() {
    const { wording } = this
    if (!wording) return
    this.#fitText(wording)
    find(this, '#save-state', HTMLElement).textContent = this.#saveState(wording)
    find(this, '.choice', HTMLElement).replaceChildren(...(wording.theirs ? [conflict(wording)] : []))
    const approve = this.querySelector('.approve')
    const discard = this.querySelector('.discard')
    if (approve instanceof HTMLButtonElement) approve.disabled = this.#offline || !wording.sendable
    if (discard instanceof HTMLButtonElement) discard.disabled = this.#offline
  }

  /** @param {Wording} wording */
  #fitText(wording) {
    const text = find(this, 'textarea', HTMLTextAreaElement)
    text.hidden = wording.state === 'conflict'
    if (text.value !== wording.text) text.value = wording.text
    if (CSS.supports('field-sizing', 'content')) return
    text.style.blockSize = 'auto'
    text.style.blockSize = `${text.scrollHeight + 2}px`
  }

  /** @param {Wording} wording */
  #saveState(wording) {
    if (!this.editable) return ''
    if (wording.text.trim() === '') return t('save.empty')
    if (wording.state === 'saving') return t('save.saving')
    if (wording.state === 'saved') return t('save.saved')
    if (wording.state === 'unsaved') return t('save.unsaved')
    if (wording.state === 'failed' && wording.problem) {
      return wording.problem.unreachable ? t('save.later') : explain(wording.problem)
    }
    return wording.state === 'clean' && this.undoSeconds > 0 ? t('draft.undo_hint', { count: this.undoSeconds }) : ''
  }

  #typed = () => {
    this.wording?.type(find(this, 'textarea', HTMLTextAreaElement).value)
  }

  /** @param {KeyboardEvent} event */
  #keyed = (event) => {
    if (event.key === 'Escape' && !event.isComposing)
      this.dispatchEvent(new CustomEvent('leave-text', { bubbles: true }))
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.isComposing) return
    event.preventDefault()
    this.approve()
  }

  /** @param {'approve' | 'discard' | 'undo'} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what, { detail: this.draft, bubbles: true }))
  }
}

customElements.define('draft-card', DraftCard)
