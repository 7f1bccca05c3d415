/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Problem } from '../../shared/api.js' */
import { api, problemFrom } from '../../shared/api.js'
import { button, find, html } from '../../shared/html.js'
import { attempt, explain, language, t } from '../words.js'

/** @type {Promise<void> | undefined} */
let renewing

/** Signs in again on top of everything; whatever was asked then goes on. @param {Me} me */
export function renewSession({ id, email }) {
  renewing ??= new Promise((resolve) => {
    const wrong = html`<p class="wrong" role="alert"></p>`
    const say = (/** @type {string} */ sentence) => wrong.replaceChildren(sentence)
    const send = async () => {
      await api.post('/api/account/codes', { email, locale: language })
      ask.textContent = t('code.resend')
      code.hidden = false
      find(code, 'input', HTMLInputElement).focus()
    }
    const ask = button('', t('signin.send_code'), () => attempt(send, say))
    const code = codeField()
    code.hidden = true
    const confirm = async (/** @type {Event} */ event) => {
      event.preventDefault()
      try {
        /** @type {Me} */
        const now = await api.post('/api/account/sessions', {
          email,
          code: find(code, 'input', HTMLInputElement).value,
        })
        if (now.id !== id) return location.reload()
        dialog.remove()
        renewing = undefined
        resolve()
      } catch (error) {
        say(explainCode(problemFrom(error)))
        find(code, 'input', HTMLInputElement).select()
      }
    }
    const dialog = /** @type {HTMLDialogElement} */ (
      html`<dialog class="dialog session" aria-labelledby="session">
        <form class="sign-in" @submit=${confirm}>
          <h1 class="display" id="session">${t('session.ended')}</h1>
          <p class="soft">${t('session.nothing_lost')}</p>
          <p><bdi>${email}</bdi></p>
          ${code}${wrong}${ask}
        </form>
      </dialog>`
    )
    dialog.addEventListener('cancel', (event) => event.preventDefault())
    document.body.append(dialog)
    dialog.showModal()
  })
  return renewing
}

/** @param {string} text @param {HTMLElement} control */
export function field(text, control) {
  return html`<label class="field"><span class="label">${text}</span>${control}</label>`
}

/** Six digits, however they are typed or pasted; the sixth one sends the form. */
export function codeField() {
  const code = /** @type {HTMLInputElement} */ (
    html`<input class="input code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="14" required dir="ltr" />`
  )
  code.addEventListener('input', () => {
    const typed = digits(code.value)
    if (code.value !== typed) code.value = typed
    if (typed.length === 6) code.form?.requestSubmit()
  })
  return field(t('code.label'), code)
}

/** @param {Problem} problem */
export function explainCode(problem) {
  return [400, 401, 409, 422].includes(problem.status) ? t('code.wrong') : explain(problem)
}

/** Codes get pasted with spaces, and typed on Arabic keyboards. @param {string} typed */
function digits(typed) {
  const latin = typed.replace(/[٠-٩۰-۹]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
  return latin.replace(/\D/g, '').slice(0, 6)
}
