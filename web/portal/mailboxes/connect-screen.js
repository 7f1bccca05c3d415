/** @import { Me } from '../../../core/account/schema.ts' */
import { html } from '../../shared/html.js'
import { icon } from '../icon.js'
import { t } from '../words.js'
import { connectButton } from './connect-button.js'

/** The first run: one thing to do, and what it will and will not mean. @param {Me | undefined} me */
export function connectScreen(me) {
  return html`<main class="connect-screen" aria-labelledby="connect-title">
    <h1 class="display" id="connect-title">${t('connect.title')}</h1>
    <p class="lead">${t('connect.lead')}</p>
    <ul role="list" class="assurances">
      <li>${icon('check')}<span>${t('connect.reads')}</span></li>
      <li>${icon('check')}<span>${t('connect.waits')}</span></li>
      <li>${icon('check')}<span>${t('connect.sealed')}</span></li>
    </ul>
    ${connectButton(t('connect.button'), me, { primary: true })}
    <p class="soft small">${t('connect.google')}</p>
  </main>`
}
