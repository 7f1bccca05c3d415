/** @import { Draft, Question } from '../../../core/drafts/schema.ts' */
/** @import { Wording } from './wording.js' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, t } from '../words.js'

/** A model may think for so long, and another one after it. */
const PATIENCE = 120_000
const MOST = 1000

/** What the model is told, in its own language, and what the button says. */
const INSTRUCTIONS = /** @type {const} */ ([
  ['rewrite.shorter', 'Make it shorter'],
  ['rewrite.warmer', 'Make it warmer'],
  ['rewrite.decline', 'Decline politely'],
])

/** What the assistant did not know: answered, it completes the reply. @param {Wording} wording */
export function questions(wording) {
  const { questions: asked, status } = wording.draft
  if (asked.length === 0 || status !== 'pending') return []
  const fields = asked.map(({ question }) => answerField(question))
  const remember = /** @type {HTMLInputElement} */ (html`<input type="checkbox" />`)
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    const answers = asked.flatMap(({ question }, at) => {
      const answer = fields[at]?.value.trim()
      return answer ? [{ question, answer }] : []
    })
    if (answers.length === 0) return fields[0]?.focus()
    await anew(wording, form, { answers })
    if (!remember.checked || wording.refused) return
    for (const told of answers)
      await attempt(() =>
        api.post('/api/knowledge/sources', { client_id: wording.draft.client_id, kind: 'answer', ...told }),
      )
  }
  const form = html`<form class="callout asked" aria-label=${t('draft.questions')} @submit=${send}>
    <strong>${t('draft.questions')}</strong>
    <ul role="list">${asked.map((one, at) => html`<li>${question(one, fields[at])}</li>`)}</ul>
    <label class="remember">${remember} <span>${t('ask.remember')}</span></label>
    <button class="button">${t('ask.complete')}</button>
  </form>`
  return [form]
}

/** @param {string} question */
const answerField = (question) =>
  /** @type {HTMLInputElement} */ (
    html`<input class="input" dir="auto" maxlength=${MOST} autocomplete="off" aria-label=${question} placeholder=${t('ask.answer')} />`
  )

/** @param {Question} question @param {HTMLInputElement | undefined} field */
function question({ question, options }, field) {
  const choose = (/** @type {string} */ option) => () => {
    if (field) field.value = option
    field?.focus()
  }
  return [
    html`<p dir="auto">${question}</p>`,
    options.length > 0 &&
      html`<p class="chips">${options.map((option) => button('small', option, choose(option)))}</p>`,
    field,
  ]
}

/** Other words, on request; and those it had, or could have. @param {Wording} wording */
export function rewriting(wording) {
  const { alternatives, status } = wording.draft
  if (status !== 'pending') return []
  const field = /** @type {HTMLInputElement} */ (
    html`<input class="input" dir="auto" maxlength=${MOST} autocomplete="off" aria-label=${t('rewrite.field')} placeholder=${t('rewrite.field')} />`
  )
  const tell = (/** @type {string} */ instruction) => anew(wording, form, { instruction })
  const send = (/** @type {Event} */ event) => {
    event.preventDefault()
    const instruction = field.value.trim()
    if (instruction) tell(instruction)
    else field.focus()
  }
  const form = html`<form class="anew" @submit=${send}>
    <p class="chips">${INSTRUCTIONS.map(([key, told]) => button('small', t(key), () => tell(told)))}</p>
    <p class="tell">${field}<button class="button small">${t('rewrite.go')}</button></p>
  </form>`
  return [
    html`<details class="rests"><summary>${t('rewrite.title')}</summary>${form}</details>`,
    alternatives.length > 0 &&
      html`<details class="rests">
        <summary>${t('rewrite.others', { count: alternatives.length })}</summary>
        <ul role="list">${alternatives.map((body, at) => other(wording, body, at + 1))}</ul>
      </details>`,
  ]
}

/** @param {Wording} wording @param {string} body @param {number} nth */
function other(wording, body, nth) {
  const take = () =>
    wording.change(({ id, version }) => api.post(`/api/drafts/${id}/choose`, { version, wording: nth }))
  return html`<li><div class="plain" dir="auto">${body}</div>${button('small', t('rewrite.take'), take)}</li>`
}

/** @param {Wording} wording @param {HTMLElement} form @param {object} told */
async function anew(wording, form, told) {
  const writing = html`<p class="soft" role="status">${t('rewrite.writing')}</p>`
  const held = form.contains(document.activeElement) && document.activeElement
  const heading = form.closest('draft-view')?.querySelector('h2')
  form.inert = true
  form.append(writing)
  await wording.rewrite(({ id, version }) => api.post(`/api/drafts/${id}/rewrite`, { version, ...told }, PATIENCE))
  form.inert = false
  writing.remove()
  if (!wording.refused) announce(t('rewrite.written'))
  // What cannot be pressed loses the focus. Whoever has not gone elsewhere goes on reading: one press too many is no yes.
  if (!(held instanceof HTMLElement) || document.activeElement !== document.body) return
  if (held.isConnected) held.focus()
  else heading?.focus()
}
