/** @import { Me } from '../../../core/account/schema.ts' */
import { problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { explain } from '../words.js'
import { connect } from './connect.js'

/** A button that leads to Google, and says so when it cannot. @param {string} text @param {Me | undefined} me @param {{ address?: string, primary?: boolean }} [how] */
export function connectButton(text, me, { address, primary = false } = {}) {
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const button = /** @type {HTMLButtonElement} */ (
    html`<button class="button ${primary ? 'primary' : ''}" type="button" @click=${go}>${text}</button>`
  )
  return html`<div class="connect">${button}${wrong}</div>`

  async function go() {
    button.disabled = true
    wrong.textContent = ''
    try {
      await connect(me, address)
    } catch (error) {
      button.disabled = false
      wrong.textContent = explain(problemFrom(error))
    }
  }
}
