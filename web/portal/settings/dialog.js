import { html } from '../../shared/html.js'
import { icon } from '../icon.js'
import { t } from '../words.js'

/** Opens a modal dialog; Esc, the cross and a click beside it close it, and the focus goes back where it was. @param {string} title @param {unknown} content @param {string} [kind] */
export function openDialog(title, content, kind = '') {
  const before = document.activeElement
  const dialog = /** @type {HTMLDialogElement} */ (
    html`<dialog class="dialog ${kind}" aria-labelledby="dialog-title">
      <header>
        <h2 id="dialog-title">${title}</h2>
        <button class="button quiet icon" type="button" aria-label=${t('close')} @click=${() => dialog.close()}>${icon('close')}</button>
      </header>
      <div class="dialog-body">${content}</div>
    </dialog>`
  )
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (before instanceof HTMLElement) before.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}
