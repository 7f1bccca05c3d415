/** @import { Memory } from '../../../core/voice/schema.ts' */
import { html } from '../../shared/html.js'
import { Sayings } from '../sayings.js'
import { label, t, when } from '../words.js'

/** What is kept in mind when a reply is written. @extends {Sayings<Memory>} */
export class Memories extends Sayings {
  get at() {
    return '/api/knowledge/memories'
  }

  get says() {
    return {
      none: t('memory.none'),
      add: t('memory.add'),
      added: t('memory.added'),
      remove: t('memory.delete'),
      removed: t('memory.deleted'),
    }
  }

  get fields() {
    return { body: t('memory.body'), most: 300 }
  }

  /** @param {Memory} memory */
  shown(memory) {
    const { scope, scope_value } = memory
    return [
      ...super.shown(memory),
      html`<p class="facts small"><span class="tag">${label('memory_scope', scope)}</span>${scope_value && html`<span dir="auto">${scope_value}</span>`}${origin(memory)}</p>`,
    ]
  }
}

/** Where it comes from. @param {Memory} memory */
function origin({ origin, draft_id, created_at }) {
  const address = `/portal/?${new URLSearchParams({ tab: 'sent', draft: draft_id ?? '' })}`
  return html`<span class="soft">${label('memory_origin', origin)} · ${when(created_at)}${draft_id && html`<span> · <a href=${address}>${t('memory.draft')}</a></span>`}</span>`
}

customElements.define('business-memories', Memories)
