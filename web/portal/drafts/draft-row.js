/** @import { DraftCard } from '../../../core/drafts/schema.ts' */
/** @import { Tab } from '../route.js' */
import { html } from '../../shared/html.js'
import { format } from '../format.js'
import { preferences } from '../preferences.js'
import { address } from '../route.js'
import { label, t } from '../words.js'

/**
 * One line of the queue, a real link. @param {DraftCard} card @param {Tab} tab
 * @returns {HTMLElement}
 */
export function draftRow(card, tab) {
  return html`<li class="row" data-id=${card.id}>
    <a href=${address({ tab, draft: card.id })} tabindex="-1">
      <span class="top">
        <span class="correspondent"><bdi>${card.correspondent}</bdi></span>
        ${card.message_count > 1 && html`<span class="count soft" title=${t('row.messages', { count: card.message_count })}>${format.number(card.message_count)}</span>`}
        <time datetime=${card.received_at} title=${format.full(card.received_at)}>${format.brief(card.received_at)}</time>
      </span>
      <span class="subject" dir="auto">${card.subject || t('draft.no_subject')}</span>
      <span class="preview" dir="auto">${card.preview.replace(/\s+/g, ' ')}</span>
      ${tags(card)}
    </a>
  </li>`
}

/** @param {DraftCard} card */
function tags(card) {
  const found = [
    card.notice &&
      html`<span class="tag ${card.notice === 'failed' ? 'danger' : 'warn'}">${label('draft_notice', card.notice)}</span>`,
    card.status === 'approved' &&
      html`<span class="tag accent">${label('outbox_status', card.outbox_status ?? 'queued')}</span>`,
    card.edited && html`<span class="tag">${t('row.edited')}</span>`,
    foreign(card.language) && html`<span class="tag">${format.language(card.language)}</span>`,
  ].filter(Boolean)
  return found.length > 0 && html`<span class="tags">${found}</span>`
}

/** @param {string} language */
function foreign(language) {
  return language !== '' && language.slice(0, 2) !== preferences.language
}
