/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Gate } from '../../../core/rules/schema.ts' */
import { api } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce, attempt, label, t } from '../words.js'

const KINDS = ['sender', 'domain', 'topic']

/** Never: for a sender, everybody of a domain, or a topic. @param {Me['clients']} clients @param {() => Promise<void>} done */
export function addGate(clients, done) {
  const kind = choice(KINDS.map((value) => [value, label('gate_kind', value)]))
  const client = choice(clients.map(({ id, name }) => [id, name]))
  const value = /** @type {HTMLInputElement} */ (
    html`<input class="input" dir="auto" required maxlength="320" autocomplete="off" spellcheck="false" aria-describedby="gate-hint" />`
  )
  const hint = html`<p id="gate-hint" class="soft small"></p>`
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const explain = () => hint.replaceChildren(label('gate_hint', kind.value))
  const add = async () => {
    wrong.textContent = ''
    /** @type {Gate} */
    const gate = await api.post('/api/knowledge/gates', {
      client_id: client.value,
      kind: kind.value,
      value: value.value,
    })
    value.value = ''
    announce(t('gates.never_for', { value: gate.value }))
    await done()
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    attempt(add, (sentence) => wrong.replaceChildren(sentence))
  }
  kind.addEventListener('change', explain)
  explain()
  return html`<form class="adding" @submit=${submit}>
    ${clients.length > 1 && html`<label class="field"><span class="label">${t('signup.business')}</span>${client}</label>`}
    <label class="field"><span class="label">${t('gates.kind')}</span>${kind}</label>
    <label class="field"><span class="label">${t('gates.value')}</span>${value}</label>
    ${hint}
    <div><button class="button primary">${t('gates.add')}</button></div>
    ${wrong}
  </form>`
}

/** @param {string[][]} options */
function choice(options) {
  return /** @type {HTMLSelectElement} */ (
    html`<select class="input">${options.map(([value, name]) => html`<option value=${value}>${name}</option>`)}</select>`
  )
}
