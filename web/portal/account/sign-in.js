/** @import { Me } from '../../../core/account/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, find, html } from '../../shared/html.js'
import { announce, attempt, explain, label, language, t } from '../words.js'
import { codeField, explainCode, field } from './code.js'

/** @typedef {{ title: string, lead: unknown, fields: unknown, submit: string, below: unknown, act: (fields: Record<string, string>) => Promise<void> }} Screen */

const PROFESSIONS = ['legal', 'accounting', 'real_estate', 'therapy', 'consulting', 'other']
const RESEND_AFTER = 30

/** E-mail or a new account, then the six digits. @param {boolean} isNew @param {(me: Me) => void} done */
export function signIn(isNew, done) {
  const place = html`<div></div>`
  let email = ''
  if (isNew) askWho()
  else askAddress()
  return place

  function askAddress() {
    show({
      title: t('signin.title'),
      lead: t('signin.lead'),
      fields: address(),
      submit: t('signin.send_code'),
      below: [t('signin.no_account'), ' ', button('quiet inline', t('signin.create'), askWho)],
      async act(fields) {
        email = fields.email ?? ''
        await sendCode()
        askCode()
      },
    })
  }

  function askWho() {
    const professions = PROFESSIONS.map((name) => html`<option value=${name}>${label('profession', name)}</option>`)
    show({
      title: t('signup.title'),
      lead: t('signup.lead'),
      fields: [
        field(
          t('signup.name'),
          html`<input class="input" name="name" autocomplete="name" maxlength="120" required dir="auto" />`,
        ),
        address(),
        field(
          t('signup.business'),
          html`<input class="input" name="business" autocomplete="organization" maxlength="120" required dir="auto" />`,
        ),
        field(t('signup.profession'), html`<select class="input" name="profession">${professions}</select>`),
      ],
      submit: t('signup.submit'),
      below: [t('signup.have_account'), ' ', button('quiet inline', t('signin.title'), askAddress)],
      async act(fields) {
        email = fields.email ?? ''
        await api.post('/api/account/sign-up', { ...fields, locale: language, timezone: zone() })
        askCode()
      },
    })
  }

  function askCode() {
    const resend = button('quiet resend', '', () =>
      attempt(async () => {
        await sendCode()
        announce(t('code.sent_again'))
        countDown(resend)
      }, wrong),
    )
    show({
      title: t('code.title'),
      lead: [t('code.lead'), ' ', html`<bdi class="address">${email}</bdi>`],
      fields: codeField(),
      submit: t('code.submit'),
      below: [resend, ' ', button('quiet inline', t('code.other_address'), askAddress)],
      async act(fields) {
        done(await api.post('/api/account/sessions', { email, code: fields.code }))
      },
    })
    countDown(resend)
  }

  function address() {
    return field(
      t('signin.email'),
      html`<input class="input" name="email" type="email" autocomplete="email" required dir="auto" value=${email} />`,
    )
  }

  /** @param {Screen} screen */
  function show({ title, lead, fields, submit, below, act }) {
    const form = /** @type {HTMLFormElement} */ (
      html`<form class="sign-in" novalidate>
        <header>
          <h1 class="display">${title}</h1>
          <p class="soft">${lead}</p>
        </header>
        ${fields}
        <p class="wrong" role="alert" hidden></p>
        <button class="button primary">${submit}</button>
        ${below && html`<p class="soft small">${below}</p>`}
      </form>`
    )
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      send(form, act)
    })
    place.replaceChildren(form)
    find(form, 'input', HTMLInputElement).focus()
  }

  /** @param {HTMLFormElement} form @param {Screen['act']} act */
  async function send(form, act) {
    const submit = find(form, '.primary', HTMLButtonElement)
    if (submit.disabled || !complete(form)) return
    submit.disabled = true
    try {
      await act(Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, `${value}`.trim()])))
    } catch (error) {
      const problem = problemFrom(error)
      wrong(form.code ? explainCode(problem) : (problem.issues[0]?.message ?? explain(problem)))
      find(form, 'input', HTMLInputElement).select()
    } finally {
      submit.disabled = false
    }
  }

  /** The browser's own rules, our own words. @param {HTMLFormElement} form */
  function complete(form) {
    const fields = [...form.querySelectorAll('input')]
    for (const input of fields) input.ariaInvalid = input.validity.valid && input.value.trim() ? null : 'true'
    const first = fields.find((input) => input.ariaInvalid)
    if (!first) return true
    wrong(first.value.trim() ? t('signin.wrong_email') : t('signin.fill_in'))
    first.focus()
    return false
  }

  /** @param {string} sentence */
  function wrong(sentence) {
    const line = find(place, '.wrong', HTMLElement)
    line.hidden = false
    line.textContent = sentence
  }

  async function sendCode() {
    await api.post('/api/account/codes', { email, locale: language })
  }
}

/** @param {HTMLButtonElement} resend */
function countDown(resend) {
  let seconds = RESEND_AFTER
  const tick = () => {
    resend.disabled = seconds > 0
    resend.textContent = seconds > 0 ? t('code.resend_in', { seconds }) : t('code.resend')
    if (seconds-- === 0) clearInterval(timer)
  }
  const timer = setInterval(tick, 1000)
  tick()
}

/** Where the browser is, and so most likely the business. */
const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
