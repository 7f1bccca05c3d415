import { html } from '../../shared/html.js'
import { t } from '../words.js'
import { openDialog } from './dialog.js'

/** @typedef {import('../words.js').Key} Key */

/** @type {[string[], Key][]} */
const KEYS = [
  [['j', 'k'], 'help.move'],
  [['Enter', 'o'], 'help.open_draft'],
  [['e'], 'help.edit'],
  [['a'], 'help.approve'],
  [['Ctrl', 'Enter'], 'help.approve_typing'],
  [['d'], 'help.discard'],
  [['z'], 'help.undo'],
  [['g', 'w'], 'help.waiting'],
  [['g', 's'], 'help.sent'],
  [['g', 'd'], 'help.discarded'],
  [['Esc'], 'help.escape'],
  [['?'], 'help.open'],
]

export function openHelp() {
  openDialog(
    t('help.title'),
    html`<dl class="keys">
      ${KEYS.map(([keys, key]) => html`<div><dt>${keys.map((name) => html`<kbd dir="ltr">${name}</kbd>`)}</dt><dd>${t(key)}</dd></div>`)}
    </dl>`,
    'help',
  )
}
