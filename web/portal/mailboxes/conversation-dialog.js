/** @import { LedgerLine } from '../../../core/mailboxes/schema.ts' */
/** @import { Conversation } from '../../../core/threads/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html, icon } from '../../shared/html.js'
import { conversation } from '../conversation/conversation.js'
import { failure, t } from '../words.js'

/** The conversation of a message, over the ledger. @param {LedgerLine} line */
export function showConversation({ thread_id, message_id, subject }) {
  const place = html`<div class="dialog-body" aria-live="polite"></div>`
  const dialog = /** @type {HTMLDialogElement} */ (
    html`<dialog class="dialog letters" closedby="any" aria-labelledby="letters-title">
      <header>
        <h2 id="letters-title" dir="auto">${subject || t('draft.no_subject')}</h2>
        ${button('quiet icon', icon('close'), () => dialog.close(), { label: t('close') })}
      </header>
      ${place}
    </dialog>`
  )
  const load = async () => {
    place.replaceChildren(html`<p class="soft" role="status">${t('loading')}</p>`)
    try {
      /** @type {Conversation} */
      const letters = await api.get(`/api/threads/${thread_id}`)
      place.replaceChildren(conversation(letters, message_id))
    } catch (error) {
      place.replaceChildren(failure(problemFrom(error), load))
    }
  }
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  load()
}
