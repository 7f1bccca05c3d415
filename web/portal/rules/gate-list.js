/** @import { Gate, Gates } from '../../../core/rules/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, failure, label, t } from '../words.js'

/** What a business has said, newest first; what is taken back can be said again where it stood. */
export class GateList extends HTMLElement {
  #begun = false

  connectedCallback() {
    if (this.#begun) return
    this.#begun = true
    this.replaceChildren(
      html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`,
    )
    this.look()
  }

  async look() {
    try {
      /** @type {Gates} */
      const { items } = await api.get('/api/knowledge/gates')
      const lines = html`<ul role="list" class="sources" aria-labelledby="gates-title">${items.map(gateLine)}</ul>`
      this.replaceChildren(items.length > 0 ? lines : html`<p class="none">${t('gates.none')}</p>`)
    } catch (error) {
      this.replaceChildren(failure(problemFrom(error), () => this.look()))
    }
  }
}

/** @param {Gate} gate */
function gateLine({ id, client_id, kind, value, effect }) {
  let known = id
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const line = html`<li class="source gate"></li>`
  const say = (/** @type {() => Promise<void>} */ act) => attempt(act, (sentence) => wrong.replaceChildren(sentence))
  const show = (/** @type {string} */ says, /** @type {HTMLElement} */ action) => {
    const held = line.contains(document.activeElement)
    wrong.textContent = ''
    line.replaceChildren(html`<h3><bdi>${value}</bdi></h3>`, html`<p class="soft small">${says}</p>`, action, wrong)
    if (held) action.focus()
  }
  const stands = () =>
    show(
      label('gate_says', `${effect}_${kind}`),
      button('quiet', t('gates.remove'), () => say(remove)),
    )
  const remove = async () => {
    await api.remove(`/api/knowledge/gates/${known}`)
    announce(t('gates.removed'))
    show(
      t('gates.removed'),
      button('', t('undo.action'), () => say(restore)),
    )
  }
  const restore = async () => {
    /** @type {Gate} */
    const again = await api.post('/api/knowledge/gates', { client_id, kind, value, effect })
    known = again.id
    stands()
  }
  stands()
  return line
}

customElements.define('gate-list', GateList)
