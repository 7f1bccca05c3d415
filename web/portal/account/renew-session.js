/** @import { Me } from '../../../core/account/schema.ts' */
import { html } from '../../shared/html.js'
import './sign-in.js'

/** @type {Promise<void> | undefined} */
let renewing

/**
 * The session ended while someone worked: they sign in again on top of everything, and whatever was asked then goes on.
 * Someone else signing in sees their own portal, not this one. @param {Me} me
 * @returns {Promise<void>}
 */
export function renewSession(me) {
  renewing ??= ask(me).finally(() => {
    renewing = undefined
  })
  return renewing
}

/** @param {Me} me @returns {Promise<void>} */
function ask(me) {
  const before = document.activeElement
  const dialog = /** @type {HTMLDialogElement} */ (
    html`<dialog class="dialog session"><sign-in address=${me.email}></sign-in></dialog>`
  )
  dialog.addEventListener('cancel', (event) => event.preventDefault())
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('signed-in', (event) => {
      const now = /** @type {CustomEvent<Me>} */ (event).detail
      if (now.id !== me.id) return location.assign('/portal/')
      dialog.close()
      dialog.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve()
    })
  })
}
