/** @import { Me } from '../../../core/account/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { attempt, label, language, t } from '../words.js'

/** What is kept in this browser alone. */
export function deviceSettings() {
  return html`<section class="settings" aria-labelledby="here">
    <h2 id="here">${t('settings.here')}</h2>
    ${choice('language', t('settings.language'), ['en', 'ar'], language, () => location.reload())}
    ${choice('theme', t('settings.theme'), ['auto', 'light', 'dark'], localStorage.getItem('theme'), setTheme)}
    <label class="switch"><span>${t('settings.shortcuts')}</span><input type="checkbox"
      .checked=${localStorage.getItem('shortcuts') !== 'off'} @change=${setShortcuts} /></label>
  </section>`
}

/** Who is here, and the way out. @param {Me} me */
export function account({ name, email, clients }) {
  const businesses = clients.map((client) => [' · ', html`<bdi>${client.name}</bdi>`])
  return html`<section class="settings account" aria-label=${t('settings.account')}>
    <p><bdi>${name || email}</bdi><br /><span class="soft small"><bdi>${email}</bdi>${businesses}</span></p>
    ${button('', t('settings.sign_out'), () => attempt(signOut))}
  </section>`
}

/** @param {string} name in the storage and in the words @param {string} text @param {string[]} options @param {string | null} chosen @param {(value: string) => void} act */
function choice(name, text, options, chosen, act) {
  const select = /** @type {HTMLSelectElement} */ (
    html`<select class="input small" @change=${() => {
      localStorage.setItem(name, select.value)
      act(select.value)
    }}>${options.map((value) => html`<option value=${value} ?selected=${value === chosen}>${label(name, value)}</option>`)}</select>`
  )
  return html`<label class="switch"><span>${text}</span>${select}</label>`
}

/** @param {string} theme */
function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** @param {Event} event */
function setShortcuts({ target }) {
  if (target instanceof HTMLInputElement) localStorage.setItem('shortcuts', target.checked ? 'on' : 'off')
}

async function signOut() {
  await api.remove('/api/account/session')
  sessionStorage.clear()
  location.assign('/portal/')
}
