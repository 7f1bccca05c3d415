/** @import { Draft, DraftCard as Card } from '../../../core/drafts/schema.ts' */
/** @import { Conversation } from '../../../core/threads/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { ConversationView } from '../conversation/conversation-view.js'
import { failure } from '../failure.js'
import { icon } from '../icon.js'
import { leave } from '../route.js'
import { t } from '../words.js'
import { DraftCard } from './draft-card.js'

/**
 * One draft with the conversation it belongs to. Once shown, nothing but the reader replaces it:
 * what changes elsewhere is said in a line above, with a button.
 *
 *     <draft-view .undoSecondsOf=${(draft) => 10}></draft-view>
 */
export class DraftView extends HTMLElement {
  /** @type {(draft: Draft) => number} */
  undoSecondsOf = () => 0
  /** @type {DraftCard | undefined} */
  card
  #id = ''
  #news = html`<div class="news" role="status"></div>`
  #loading = new AbortController()
  #offline = false
  /** @type {Promise<void> | undefined} */
  #following

  connectedCallback() {
    if (this.childElementCount === 0) this.#rest()
  }

  get openId() {
    return this.#id
  }

  set offline(/** @type {boolean} */ offline) {
    this.#offline = offline
    if (this.card) this.card.offline = offline
  }

  /** @param {string | null} id @param {Card} [known] what the list already says about it */
  async open(id, known) {
    if (id === this.#id) return
    this.#id = id ?? ''
    this.#loading.abort()
    this.#loading = new AbortController()
    this.card = undefined
    if (!id) return this.#rest()

    this.#skeleton(known)
    await this.#load(id, known?.thread_id)
  }

  /** Shows it anew, from the server. */
  async reload() {
    const id = this.#id
    this.#id = ''
    await this.open(id)
  }

  /** What the list now says about the open draft; undefined when it has left the list it was in. @param {Card | undefined} now */
  compare(now) {
    const shown = this.card?.wording?.draft
    if (!shown) return
    if (!this.card?.editable) return this.#follow(shown, now)
    if (!now || now.status !== 'pending') this.#tellNews(t('news.handled'))
    else if (now.message_count > shown.message_count || now.notice !== shown.notice) this.#tellNews(t('news.moved_on'))
    else if (now.version > shown.version && !this.card.wording?.dirty) this.#tellNews(t('news.edited'))
    else this.#news.replaceChildren()
  }

  /** Where nothing can be written any more, nothing is lost by showing how far it has got. @param {Draft} shown @param {Card | undefined} now */
  #follow(shown, now) {
    const same = now?.status === shown.status && now.outbox_status === shown.outbox_status
    if (!now || same) return
    if (!this.#following)
      this.#following = this.#load(shown.id, shown.thread_id).finally(() => (this.#following = undefined))
  }

  focusHeading() {
    const heading = this.querySelector('h2')
    if (heading instanceof HTMLElement) heading.focus({ preventScroll: true })
  }

  /** @param {string} id @param {string} [threadId] */
  async #load(id, threadId) {
    const { signal } = this.#loading
    try {
      /** @type {Promise<Draft>} */
      const asked = api.get(`/api/drafts/${encodeURIComponent(id)}`, { signal })
      const thread = threadId ?? (await asked).thread_id
      /** @type {[Draft, Conversation]} */
      const [draft, conversation] = await Promise.all([asked, api.get(`/api/threads/${thread}`, { signal })])
      if (!signal.aborted) this.#show(draft, conversation)
    } catch (error) {
      if (!signal.aborted) this.#failed(error)
    }
  }

  /** @param {string} sentence */
  #tellNews(sentence) {
    if (this.#news.textContent?.startsWith(sentence)) return
    this.#news.replaceChildren(
      html`<div class="callout warn">
        <span>${sentence}</span>
        <div class="actions"><button class="button" type="button" @click=${() => this.reload()}>${t('news.show')}</button></div>
      </div>`,
    )
  }

  /** @param {Draft} draft @param {Conversation} conversation */
  #show(draft, conversation) {
    this.card = Object.assign(new DraftCard(), {
      draft,
      undoSeconds: this.undoSecondsOf(draft),
      offline: this.#offline,
    })
    const thread = Object.assign(new ConversationView(), { conversation, answers: draft.message_id })
    this.#fill(
      draft,
      html`<div class="detail">
        <section class="thread" aria-label=${t('conversation.title')}>${thread}</section>
        ${this.card}
      </div>`,
    )
    this.dispatchEvent(new CustomEvent('shown', { detail: draft, bubbles: true }))
  }

  /** @param {{ subject: string, correspondent: string } | undefined} of @param {HTMLElement} content */
  #fill(of, content) {
    const held = this.contains(document.activeElement) && document.activeElement !== document.body
    this.#news.replaceChildren()
    this.replaceChildren(
      html`<header class="detail-head">
        <button class="button quiet icon back" type="button" aria-label=${t('detail.back')} @click=${leave}>${icon('back')}</button>
        <div>
          <h2 tabindex="-1" dir="auto">${of?.subject || (of ? t('draft.no_subject') : t('detail.title'))}</h2>
          <p class="soft small"><bdi>${of?.correspondent}</bdi></p>
        </div>
      </header>`,
      this.#news,
      content,
    )
    if (held) this.focusHeading()
  }

  /** @param {Card | undefined} known */
  #skeleton(known) {
    const lines = html`<div class="ghost"><span></span><span></span><span></span><span></span></div>`
    this.#fill(
      known,
      html`<div class="detail" aria-busy="true" aria-label=${t('loading')} role="status">
      <div class="thread">${lines}</div>
      <div class="sheet">${lines.cloneNode(true)}</div>
    </div>`,
    )
  }

  /** @param {unknown} error */
  #failed(error) {
    const problem = problemFrom(error)
    if (problem.code !== 'not_found' && problem.status !== 404) {
      return this.#fill(undefined, html`<div class="pane-message">${failure(problem, () => this.reload())}</div>`)
    }
    this.#fill(
      undefined,
      html`<div class="pane-message">
        <p class="display">${t('detail.gone')}</p>
        <p class="soft">${t('detail.gone_lead')}</p>
        <button class="button" type="button" @click=${leave}>${t('detail.to_list')}</button>
      </div>`,
    )
  }

  #rest() {
    this.replaceChildren(html`<div class="pane-message quiet"><p class="soft">${t('detail.choose')}</p></div>`)
  }
}

customElements.define('draft-view', DraftView)
