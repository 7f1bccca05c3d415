/** @import { CodeSent, Me } from '../../../core/account/schema.ts' */
/** @import { Key } from '../words.js' */
import { api, problemFrom } from '../../shared/api.js'
import { find } from '../../shared/find.js'
import { html } from '../../shared/html.js'
import { announce } from '../announce.js'
import { preferences } from '../preferences.js'
import { explain, label, t } from '../words.js'

const PROFESSIONS = ['legal', 'accounting', 'real_estate', 'therapy', 'consulting', 'other']
const RESEND_AFTER = 30

/**
 * E-mail, then the six digits; or a new account, then the six digits. Emits `signed-in` with `Me` as detail.
 *
 *     <sign-in></sign-in>                     the whole page's matter
 *     <sign-in address="a@b.example"></sign-in>  inside the dialog of an ended session
 */
export class SignIn extends HTMLElement {
  #email = ''
  #resendTimer = 0

  connectedCallback() {
    this.#email = this.getAttribute('address') ?? ''
    if (new URLSearchParams(location.search).has('sign-up') && !this.#email) this.#showSignUp()
    else this.#showEmail()
  }

  disconnectedCallback() {
    clearInterval(this.#resendTimer)
  }

  #showEmail() {
    const inside = this.hasAttribute('address')
    this.#show(html`<form class="sign-in" @submit=${this.#askForCode} novalidate>
      <header>
        <h1 class="display">${inside ? t('session.ended') : t('signin.title')}</h1>
        <p class="soft">${inside ? t('session.nothing_lost') : t('signin.lead')}</p>
      </header>
      ${field('email', t('signin.email'), { type: 'email', autocomplete: 'email', value: this.#email })}
      <p class="wrong" role="alert" hidden></p>
      <button class="button primary">${t('signin.send_code')}</button>
      ${!inside && html`<p class="soft small">${t('signin.no_account')} ${link(t('signin.create'), () => this.#showSignUp())}</p>`}
    </form>`)
  }

  #showSignUp() {
    this.#show(html`<form class="sign-in" @submit=${this.#signUp} novalidate>
      <header>
        <h1 class="display">${t('signup.title')}</h1>
        <p class="soft">${t('signup.lead')}</p>
      </header>
      ${field('name', t('signup.name'), { autocomplete: 'name', maxlength: 120 })}
      ${field('email', t('signin.email'), { type: 'email', autocomplete: 'email', value: this.#email })}
      ${field('business', t('signup.business'), { autocomplete: 'organization', maxlength: 120 })}
      <div class="field">
        <label for="profession">${t('signup.profession')}</label>
        <select class="input" id="profession" name="profession">
          ${PROFESSIONS.map((name) => html`<option value=${name}>${label('profession', name)}</option>`)}
        </select>
      </div>
      <p class="wrong" role="alert" hidden></p>
      <button class="button primary">${t('signup.submit')}</button>
      <p class="soft small">${t('signup.have_account')} ${link(t('signin.title'), () => this.#showEmail())}</p>
    </form>`)
  }

  #showCode() {
    this.#show(html`<form class="sign-in" @submit=${this.#openSession} novalidate>
      <header>
        <h1 class="display">${t('code.title')}</h1>
        <p class="soft">${t('code.lead')} <bdi class="address">${this.#email}</bdi></p>
      </header>
      <div class="field">
        <label for="code">${t('code.label')}</label>
        <input class="input code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr"
          maxlength="14" required spellcheck="false" @input=${this.#codeTyped} />
      </div>
      <p class="wrong" role="alert" hidden></p>
      <button class="button primary">${t('code.submit')}</button>
      <p class="soft small">
        <button type="button" class="button quiet resend" @click=${this.#resend} disabled>${t('code.resend')}</button>
        ${link(t('code.other_address'), () => this.#showEmail())}
      </p>
    </form>`)
    this.#countDown()
  }

  /** @param {HTMLElement} form */
  #show(form) {
    clearInterval(this.#resendTimer)
    this.replaceChildren(form)
    find(this, 'input', HTMLInputElement).focus()
  }

  /** @param {SubmitEvent} event */
  #askForCode = (event) => {
    this.#submit(event, async ({ email }) => {
      this.#email = email ?? ''
      await api.post('/api/account/codes', { email, locale: preferences.language })
      this.#showCode()
    })
  }

  /** @param {SubmitEvent} event */
  #signUp = (event) => {
    this.#submit(event, async (fields) => {
      this.#email = fields.email ?? ''
      await api.post('/api/account/sign-up', { ...fields, locale: preferences.language })
      this.#showCode()
    })
  }

  /** @param {SubmitEvent} event */
  #openSession = (event) => {
    this.#submit(event, async ({ code = '' }) => {
      /** @type {Me} */
      const me = await api.post('/api/account/sessions', { email: this.#email, code: digits(code) })
      this.dispatchEvent(new CustomEvent('signed-in', { detail: me, bubbles: true }))
    })
  }

  /** Six digits are the whole answer: no need to press a button. @param {Event} event */
  #codeTyped = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target)
    const typed = digits(input.value)
    if (typed !== input.value) input.value = typed
    if (typed.length === 6) input.form?.requestSubmit()
  }

  #resend = async () => {
    try {
      await api.post('/api/account/codes', { email: this.#email, locale: preferences.language })
      announce(t('code.sent_again'))
      this.#countDown()
    } catch (error) {
      this.#wrong(explain(problemFrom(error)))
    }
  }

  #countDown() {
    const button = find(this, '.resend', HTMLButtonElement)
    let left = RESEND_AFTER
    const tick = () => {
      button.disabled = left > 0
      button.textContent = left > 0 ? t('code.resend_in', { seconds: left }) : t('code.resend')
      if (left-- === 0) clearInterval(this.#resendTimer)
    }
    clearInterval(this.#resendTimer)
    tick()
    this.#resendTimer = window.setInterval(tick, 1000)
  }

  /** @param {SubmitEvent} event @param {(fields: Record<string, string>) => Promise<void>} act */
  async #submit(event, act) {
    event.preventDefault()
    const form = find(this, 'form', HTMLFormElement)
    if (form.ariaBusy === 'true' || !this.#complete(form)) return
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, `${value}`.trim()]))
    const button = find(form, '.primary', HTMLButtonElement)
    form.ariaBusy = 'true'
    button.disabled = true
    try {
      await act(fields)
    } catch (error) {
      const problem = problemFrom(error)
      const wrongCode = form.contains(form.querySelector('#code')) && [400, 401, 409, 422].includes(problem.status)
      this.#wrong(wrongCode ? t('code.wrong') : (problem.issues[0]?.message ?? explain(problem)))
      find(form, wrongCode ? '#code' : 'input', HTMLInputElement).select()
    } finally {
      form.ariaBusy = null
      button.disabled = false
    }
  }

  /** The browser's own rules, our own words. @param {HTMLFormElement} form */
  #complete(form) {
    const fields = [...form.querySelectorAll('input')]
    for (const input of fields) input.ariaInvalid = input.validity.valid && input.value.trim() !== '' ? null : 'true'
    const first = fields.find((input) => input.ariaInvalid === 'true')
    if (!first) return true
    /** @type {Key} */
    const reason = first.value.trim() !== '' && first.type === 'email' ? 'signin.wrong_email' : 'signin.fill_in'
    this.#wrong(t(reason))
    first.focus()
    return false
  }

  /** @param {string} sentence */
  #wrong(sentence) {
    const place = find(this, '.wrong', HTMLElement)
    place.hidden = false
    place.textContent = sentence
  }
}

/** @param {string} name @param {string} text @param {Record<string, string | number>} attributes */
function field(name, text, attributes) {
  const input = html`<input class="input" id=${name} name=${name} required dir="auto" />`
  for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, `${value}`)
  return html`<div class="field"><label for=${name}>${text}</label>${input}</div>`
}

/** @param {string} text @param {() => void} act */
function link(text, act) {
  return html`<button type="button" class="button quiet inline" @click=${act}>${text}</button>`
}

/** Codes get pasted with spaces, and typed on Arabic keyboards. @param {string} typed */
function digits(typed) {
  return typed
    .replace(/[\u0660-\u0669]/g, (digit) => `${digit.charCodeAt(0) - 0x660}`)
    .replace(/[\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) - 0x6f0}`)
    .replace(/\D/g, '')
    .slice(0, 6)
}

customElements.define('sign-in', SignIn)
