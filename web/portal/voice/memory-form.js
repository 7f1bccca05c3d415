/** @import { Memory } from '../../../core/voice/schema.ts' */
/** @typedef {Pick<Memory, 'body' | 'scope' | 'scope_value'>} Said */
import { button, html } from '../../shared/html.js'
import { attempt, label, t } from '../words.js'

/** @type {Memory['scope'][]} */
const SCOPES = ['everywhere', 'contact', 'domain', 'topic']
const MOST = { everywhere: 0, contact: 320, domain: 255, topic: 100 }

/**
 * A sentence, and for which mails it is.
 * @param {Said} said @param {{ save: (said: object) => Promise<void>, cancel?: () => void, action: string }} what
 */
export function memoryForm(said, { save, cancel, action }) {
  const body = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" required maxlength="300" rows="2" dir="auto" .value=${said.body}></textarea>`
  )
  const scope = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${SCOPES.map((one) => html`<option value=${one} ?selected=${one === said.scope}>${label('memory_scope', one)}</option>`)}</select>`
  )
  const name = html`<span class="label"></span>`
  const value = /** @type {HTMLInputElement} */ (html`<input class="input" dir="auto" .value=${said.scope_value} />`)
  const whose = html`<label class="field">${name}${value}</label>`
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const submit = /** @type {HTMLButtonElement} */ (html`<button class="button primary">${action}</button>`)
  const choose = () => {
    const chosen = /** @type {Memory['scope']} */ (scope.value)
    whose.hidden = chosen === 'everywhere'
    value.required = chosen !== 'everywhere'
    value.maxLength = Math.max(1, MOST[chosen])
    if (chosen !== 'everywhere') name.textContent = t(`memory.${chosen}`)
  }
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    submit.disabled = true
    wrong.textContent = ''
    const kept = scope.value === 'everywhere' ? {} : { scope_value: value.value }
    await attempt(
      () => save({ body: body.value, scope: scope.value, ...kept }),
      (sentence) => {
        wrong.textContent = sentence
      },
    )
    submit.disabled = false
  }
  scope.addEventListener('change', () => {
    value.value = ''
    choose()
  })
  choose()
  return html`<form class="telling" @submit=${send}>
    <label class="field"><span class="label">${t('memory.body')}</span>${body}</label>
    <div class="beside"><label class="field"><span class="label">${t('memory.scope')}</span>${scope}</label>${whose}</div>
    <div class="actions">${submit}${cancel && button('quiet', t('cancel'), cancel)}</div>
    ${wrong}
  </form>`
}
