/** @import { Draft } from '../../../core/drafts/schema.ts' */
/** @import { Wording } from './wording.js' */
import { button, html } from '../../shared/html.js'
import { announce, format, t } from '../words.js'

/** Two wordings of one reply, and the choice. @param {Wording} wording @param {Draft} theirs */
export function conflict(wording, { body, updated_at }) {
  const time = format.hour(updated_at)
  return html`<div class="conflict" role="group" aria-label=${t('conflict.title')}>
    <div class="callout warn" role="alert">
      <strong>${t('conflict.title')}</strong>
      <p>${t('conflict.lead')}</p>
    </div>
    <div class="wordings">
      ${side(t('conflict.mine'), wording.text, t('conflict.keep_mine'), () => wording.choose('mine'))}
      ${side(t('conflict.theirs', { time }), body, t('conflict.take_theirs'), () => wording.choose('theirs'))}
    </div>
  </div>`
}

/** @param {string} title @param {string} text @param {string} action @param {() => void} choose */
function side(title, text, action, choose) {
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    announce(t('conflict.copied'))
  }
  return html`<section class="wording" aria-label=${title}>
    <h3>${title}</h3>
    <div class="plain" dir="auto" tabindex="0">${text}</div>
    <div class="actions">
      ${button('', action, choose)} ${button('quiet', t('conflict.copy'), copy)}
    </div>
  </section>`
}
