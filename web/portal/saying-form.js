/** @import { Memory } from '../../core/voice/schema.ts' */
/** @typedef {{ name?: string, body: string, scope: Memory['scope'], scope_value: string }} Said */
/** @typedef {{ body: string, name?: string, most: number, rows?: number }} Fields what they are called, and how much goes in */
import { button, html } from '../shared/html.js'
import { attempt, label, t } from './words.js'

/** @type {Memory['scope'][]} */
const SCOPES = ['everywhere', 'contact', 'domain', 'topic']
const MOST = { everywhere: 0, contact: 320, domain: 255, topic: 100 }
const MOST_OF_A_NAME = 80

/**
 * Some words, and for which mails they are. `beside` is offered with them as they stand.
 * @param {Said} said @param {Fields} fields
 * @param {{ save: (said: object) => Promise<void>, cancel?: () => void, action: string, beside?: { action: string, act: (said: object) => void } }} what
 */
export function sayingForm(said, fields, { save, cancel, action, beside }) {
  const name = /** @type {HTMLInputElement} */ (
    html`<input class="input" dir="auto" required maxlength=${MOST_OF_A_NAME} .value=${said.name ?? ''} />`
  )
  const body = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" required maxlength=${fields.most} rows=${fields.rows ?? 2} dir="auto" .value=${said.body}></textarea>`
  )
  const scope = /** @type {HTMLSelectElement} */ (
    html`<select class="input">${SCOPES.map((one) => html`<option value=${one} ?selected=${one === said.scope}>${label('memory_scope', one)}</option>`)}</select>`
  )
  const whose = html`<span class="label"></span>`
  const value = /** @type {HTMLInputElement} */ (html`<input class="input" dir="auto" .value=${said.scope_value} />`)
  const field = html`<label class="field">${whose}${value}</label>`
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const submit = /** @type {HTMLButtonElement} */ (html`<button class="button primary">${action}</button>`)
  const choose = () => {
    const chosen = /** @type {Memory['scope']} */ (scope.value)
    field.hidden = chosen === 'everywhere'
    value.required = chosen !== 'everywhere'
    value.maxLength = Math.max(1, MOST[chosen])
    if (chosen !== 'everywhere') whose.textContent = t(`memory.${chosen}`)
  }
  const written = () => ({
    ...(fields.name && { name: name.value }),
    body: body.value,
    scope: scope.value,
    ...(scope.value !== 'everywhere' && { scope_value: value.value }),
  })
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    submit.disabled = true
    wrong.textContent = ''
    await attempt(
      () => save(written()),
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
  const form = /** @type {HTMLFormElement} */ (
    html`<form class="telling" @submit=${send}>
    ${fields.name && html`<label class="field"><span class="label">${fields.name}</span>${name}</label>`}
    <label class="field"><span class="label">${fields.body}</span>${body}</label>
    <div class="beside"><label class="field"><span class="label">${t('memory.scope')}</span>${scope}</label>${field}</div>
    <div class="actions">${submit}${beside && button('', beside.action, () => form.reportValidity() && beside.act(written()))}${cancel && button('quiet', t('cancel'), cancel)}</div>
    ${wrong}
  </form>`
  )
  return form
}
