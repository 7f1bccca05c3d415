/** @import { Problem } from '../shared/api.js' */
import { html } from '../shared/html.js'
import { explain, t } from './words.js'

/** What went wrong, what to quote to support, and a way to try again. @param {Problem} problem @param {() => void} retry */
export function failure(problem, retry) {
  return html`<div class="failure" role="alert">
    <p>${explain(problem)}</p>
    ${problem.requestId && html`<p class="soft small">${t('failure.reference')} <code dir="ltr">${problem.requestId}</code></p>`}
    <button class="button" type="button" @click=${retry}>${t('failure.retry')}</button>
  </div>`
}
