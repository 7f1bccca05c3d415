import { html } from '../shared/html.js'

/** A description with its `code` set as code. @param {string} text */
export function prose(text) {
  const parts = text.split('`')
  return html`<p class="prose">${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}</p>`
}
