/** @import { Decision, Decisions } from './decisions.js' */
import { html } from '../../shared/html.js'
import { icon } from '../icon.js'
import { explain, t } from '../words.js'

/**
 * The last decisions, each with the time left to take it back, and the ones that were refused, each with the reason.
 * Emits `open-draft` (detail: id).
 *
 *     <undo-bar .decisions=${decisions}></undo-bar>
 */
export class UndoBar extends HTMLElement {
  /** @type {Decisions | undefined} */
  decisions
  #timer = 0

  connectedCallback() {
    this.role = 'region'
    this.ariaLabel = t('undo.region')
    this.decisions?.addEventListener('change', () => this.#render())
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }

  #render() {
    const shown = this.decisions?.list.slice(0, 3) ?? []
    const held = this.contains(document.activeElement)
    this.replaceChildren(...shown.map((decision) => this.#line(decision)))
    if (held) this.querySelector('button')?.focus()
    clearInterval(this.#timer)
    if (shown.length > 0) this.#timer = window.setInterval(() => this.#tick(), 250)
    this.#tick()
  }

  /** @param {Decision} decision */
  #line(decision) {
    const { kind, card, state } = decision
    if (state === 'refused') return this.#refusal(decision)
    const title =
      kind === 'approve'
        ? t('undo.approved', { name: card.correspondent })
        : t('undo.discarded', { name: card.correspondent })
    return html`<div class="decision">
      <p><span dir="auto">${title}</span> <span class="left" data-until=${decision.until} data-kind=${kind}></span></p>
      <button class="button undo" type="button" ?disabled=${state === 'undoing'} aria-keyshortcuts="z"
        @click=${() => this.decisions?.undo(decision)}>${icon('undo')}${t('undo.action')}</button>
    </div>`
  }

  /** @param {Decision} decision */
  #refusal(decision) {
    const { card, problem } = decision
    return html`<div class="decision refused" role="alert">
      <p><strong dir="auto">${t('undo.refused', { name: card.correspondent })}</strong> ${problem && explain(problem)}</p>
      <button class="button" type="button" @click=${() => this.#look(decision)}>${t('undo.look')}</button>
      <button class="button quiet icon" type="button" aria-label=${t('close')} @click=${() => this.decisions?.dismiss(decision)}>${icon('close')}</button>
    </div>`
  }

  /** @param {Decision} decision */
  #look(decision) {
    this.decisions?.dismiss(decision)
    this.dispatchEvent(new CustomEvent('open-draft', { detail: decision.card.id, bubbles: true }))
  }

  #tick() {
    for (const place of this.querySelectorAll('.left')) {
      if (!(place instanceof HTMLElement)) continue
      const until = Number(place.dataset.until)
      const seconds = Math.ceil((until - Date.now()) / 1000)
      const counting = until > 0 && place.dataset.kind === 'approve'
      place.textContent = counting && seconds > 0 ? t('undo.sends_in', { count: seconds }) : ''
    }
  }
}

customElements.define('undo-bar', UndoBar)
