/** @import { Wording } from './wording.js' */
import { html } from '../../shared/html.js'
import { announce } from '../announce.js'
import { format } from '../format.js'
import { t } from '../words.js'

/** Two wordings of one reply, side by side; the person chooses, and either can be copied first. @param {Wording} wording */
export function conflict(wording) {
  const theirs = wording.theirs?.body ?? ''
  return html`<div class="conflict" role="group" aria-label=${t('conflict.title')}>
    <div class="callout warn" role="alert">
      <strong>${t('conflict.title')}</strong>
      <p>${t('conflict.lead')}</p>
    </div>
    <div class="wordings">
      ${side(t('conflict.mine'), wording.text, t('conflict.keep_mine'), () => wording.choose('mine'))}
      ${side(
        t('conflict.theirs', { time: wording.theirs ? format.hour(wording.theirs.updated_at) : '' }),
        theirs,
        t('conflict.take_theirs'),
        () => wording.choose('theirs'),
      )}
    </div>
  </div>`
}

/** @param {string} title @param {string} text @param {string} action @param {() => void} choose */
function side(title, text, action, choose) {
  return html`<section class="wording" aria-label=${title}>
    <h3>${title}</h3>
    <div class="plain" dir="auto" tabindex="0">${text}</div>
    <div class="actions">
      <button class="button" type="button" @click=${choose}>${action}</button>
      <button class="button quiet" type="button" @click=${() => copy(text)}>${t('conflict.copy')}</button>
    </div>
  </section>`
}

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text)
  announce(t('conflict.copied'))
}
