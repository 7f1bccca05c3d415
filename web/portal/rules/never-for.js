/** @import { Gate } from '../../../core/rules/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, t } from '../words.js'

/** No model hears of this sender again, from the next message on; and back. @param {string} client_id @param {string} value */
export function neverFor(client_id, value) {
  const place = html`<span class="never-for"></span>`
  const wrong = html`<span class="wrong small" role="alert"></span>`
  const say = (/** @type {string} */ sentence) => wrong.replaceChildren(sentence)
  const show = (/** @type {unknown} */ says, /** @type {HTMLElement} */ action) => {
    const held = place.contains(document.activeElement)
    say('')
    place.replaceChildren(html`<span class="soft small">${says}</span>`, action, wrong)
    if (held) action.focus()
  }
  const offer = () =>
    show(
      '',
      button('small quiet', t('gates.never_sender'), () => attempt(never, say)),
    )
  const never = async () => {
    /** @type {Gate} */
    const { id } = await api.post('/api/knowledge/gates', { client_id, kind: 'sender', value })
    const said = t('gates.never_for', { value })
    announce(said)
    const back = async () => {
      await api.remove(`/api/knowledge/gates/${id}`)
      offer()
    }
    show(
      said,
      button('small', t('undo.action'), () => attempt(back, say)),
    )
  }
  offer()
  return place
}
