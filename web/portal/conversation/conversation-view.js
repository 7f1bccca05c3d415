/** @import { Conversation } from '../../../core/threads/schema.ts' */
import { html } from '../../shared/html.js'
import { t } from '../words.js'
import { MessageView } from './message-view.js'

/**
 * A thread, oldest first: the last messages open, the ones before folded to a line.
 *
 *     <conversation-view .conversation=${conversation} .answers=${draft.message_id}></conversation-view>
 */
export class ConversationView extends HTMLElement {
  /** @type {Conversation | undefined} */
  conversation
  /** The message that the draft answers. */
  answers = ''

  connectedCallback() {
    if (!this.conversation || this.childElementCount > 0) return
    const { messages } = this.conversation
    const answered = messages.findIndex(({ id }) => id === this.answers)
    const views = messages.map((message, at) => {
      const open = at === messages.length - 1 || at === answered
      return Object.assign(new MessageView(), { message, threadId: this.conversation?.id ?? '', open })
    })
    this.replaceChildren(...fold(views))
  }
}

/** In a long thread the middle is one line, until asked for. @param {MessageView[]} views */
function fold(views) {
  const closed = views.findIndex((view) => view.open)
  if (closed < 4) return views
  const hidden = views.slice(1, closed - 1)
  for (const view of hidden) view.hidden = true
  const button = html`<button class="button quiet earlier" type="button" @click=${() => {
    for (const view of hidden) view.hidden = false
    hidden[0]?.querySelector('button')?.focus()
    button.remove()
  }}>${t('conversation.earlier', { count: hidden.length })}</button>`
  return [...views.slice(0, 1), button, ...views.slice(1)]
}

customElements.define('conversation-view', ConversationView)
