/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Draft, DraftCard as Card } from '../../../core/drafts/schema.ts' */
/** @import { Conversation } from '../../../core/threads/schema.ts' */
/** @import { Decisions } from './decisions.js' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html, icon } from '../../shared/html.js'
import { bring, conversation } from '../conversation/conversation.js'
import { leave } from '../route.js'
import { neverFor } from '../rules/never-for.js'
import { failure, t } from '../words.js'
import { DraftCard } from './draft-card.js'

/** A draft beside its conversation. Once shown, only the reader replaces it: news is told in a line above. */
export class DraftView extends HTMLElement {
  /** @type {DraftCard | undefined} */
  card
  /** @type {string | null} */
  openId = null
  #decisions
  #me
  #news = html`<div class="news" role="status"></div>`
  #loading = new AbortController()
  #offline = false
  /** @type {Promise<void> | undefined} */
  #following

  /** @param {Decisions} decisions @param {Me} me */
  constructor(decisions, me) {
    super()
    this.#decisions = decisions
    this.addEventListener('keydown', ({ key, isComposing, target }) => {
      if (key === 'Escape' && !isComposing && target instanceof HTMLTextAreaElement) this.focusHeading()
    })
    this.addEventListener('cite', (event) => event instanceof CustomEvent && bring(this, event.detail))
    this.#me = me
    this.#rest()
  }

  /** What could not be read without the network is read when it is back. */
  set offline(/** @type {boolean} */ offline) {
    const back = this.#offline && !offline
    this.#offline = offline
    if (this.card) this.card.offline = offline
    else if (back) this.reload()
  }

  /** @param {string | null} id @param {Card} [known] */
  async open(id, known) {
    if (id === this.openId) return
    this.openId = id
    this.#loading.abort()
    this.#loading = new AbortController()
    this.card = undefined
    if (!id) return this.#rest()

    const lines = () => html`<div class="ghost"><span></span><span></span><span></span><span></span></div>`
    this.#fill(
      known,
      html`<div class="detail" aria-busy="true" aria-label=${t('loading')} role="status">
        <div class="thread">${lines()}</div>
        <div class="sheet">${lines()}</div>
      </div>`,
    )
    await this.#load(id, known?.thread_id)
  }

  async reload() {
    const id = this.openId
    this.openId = null
    await this.open(id)
  }

  /** @param {Card | undefined} now gone from its list when undefined */
  compare(now) {
    if (!this.card) return
    const { editable, wording } = this.card
    const shown = wording.draft
    if (!editable) this.#follow(shown, now)
    else if (now?.status !== 'pending') this.#tellNews(t('news.handled'))
    else if (now.message_count > shown.message_count || now.notice !== shown.notice) this.#tellNews(t('news.moved_on'))
    else if (now.version > shown.version && !wording.dirty) this.#tellNews(t('news.edited'))
    else this.#news.replaceChildren()
  }

  focusHeading() {
    this.querySelector('h2')?.focus({ preventScroll: true })
  }

  /** Where nothing can be written, nothing is lost by showing how far it has got. @param {Draft} shown @param {Card | undefined} now */
  #follow({ id, thread_id, status, outbox_status }, now) {
    if (!now || (now.status === status && now.outbox_status === outbox_status)) return
    this.#following ??= this.#load(id, thread_id).finally(() => {
      this.#following = undefined
    })
  }

  /** @param {string} id @param {string} [threadId] */
  async #load(id, threadId) {
    const { signal } = this.#loading
    try {
      /** @type {Promise<Draft>} */
      const asked = api.get(`/api/drafts/${encodeURIComponent(id)}`, signal)
      const thread = threadId ?? (await asked).thread_id
      /** @type {[Draft, Conversation]} */
      const [draft, letters] = await Promise.all([asked, api.get(`/api/threads/${thread}`, signal)])
      if (!signal.aborted) this.#show(draft, letters)
    } catch (error) {
      if (!signal.aborted) this.#failed(error)
    }
  }

  /** @param {Draft} draft @param {Conversation} letters */
  #show(draft, letters) {
    const client = this.#me.clients.find(({ id }) => id === draft.client_id)
    this.card = new DraftCard(draft, this.#decisions, client?.undo_seconds ?? 0)
    this.card.offline = this.#offline
    const sender = letters.messages.find(({ id }) => id === draft.message_id)?.from_address
    this.#fill(
      draft,
      html`<div class="detail">
        <section class="thread" aria-label=${t('conversation.title')}>${conversation(letters, draft.message_id)}${sender && neverFor(draft.client_id, sender)}</section>
        ${this.card}
      </div>`,
    )
  }

  /** @param {unknown} error */
  #failed(error) {
    const problem = problemFrom(error)
    const gone = html`<div class="pane-message">
      <p class="display">${t('detail.gone')}</p>
      <p class="soft">${t('detail.gone_lead')}</p>
      ${button('', t('detail.to_list'), leave)}
    </div>`
    const failed = html`<div class="pane-message">${failure(problem, () => this.reload())}</div>`
    this.#fill(undefined, problem.status === 404 ? gone : failed)
  }

  /** @param {{ subject: string, correspondent: string } | undefined} of @param {HTMLElement} content */
  #fill(of, content) {
    const held = this.contains(document.activeElement)
    this.#news.replaceChildren()
    this.replaceChildren(
      html`<header class="detail-head">
        ${button('quiet icon back', icon('back'), leave, { label: t('detail.back') })}
        <div>
          <h2 tabindex="-1" dir="auto">${of ? of.subject || t('draft.no_subject') : t('detail.title')}</h2>
          <p class="soft small"><bdi>${of?.correspondent}</bdi></p>
        </div>
      </header>`,
      this.#news,
      content,
    )
    if (held) this.focusHeading()
  }

  /** @param {string} sentence */
  #tellNews(sentence) {
    if (this.#news.textContent.startsWith(sentence)) return
    this.#news.replaceChildren(
      html`<div class="callout warn">
        <span>${sentence}</span>
        <div class="actions">${button('', t('news.show'), () => this.reload())}</div>
      </div>`,
    )
  }

  #rest() {
    this.replaceChildren(html`<div class="pane-message quiet"><p class="soft">${t('detail.choose')}</p></div>`)
  }
}

customElements.define('draft-view', DraftView)
