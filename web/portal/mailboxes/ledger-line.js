/** @import { LedgerLine } from '../../../core/mailboxes/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { address as portal } from '../route.js'
import { neverFor } from '../rules/never-for.js'
import { announce, explain, format, label, language, t, when } from '../words.js'
import { showConversation } from './conversation-dialog.js'

/** One message and what became of it. @param {LedgerLine} line @param {string} ledger its address @param {() => void} done */
export function ledgerLine(line, ledger, done) {
  const { message_id, from_name, from_address, subject, received_at, draft_id, outcome, newest, reason, client_id } =
    line
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const fate = html`<p class="soft small fate">${words(line)}</p>`
  const actions = html`<div class="actions"></div>`

  /** Shown as done at once, and taken back with the reason when refused. @param {string} verb @param {string} said */
  const ask = async (verb, said) => {
    const before = [...fate.childNodes]
    const held = [...actions.childNodes]
    fate.replaceChildren(said)
    actions.replaceChildren()
    wrong.textContent = ''
    announce(said)
    try {
      await api.post(`${ledger}/${message_id}/${verb}`)
      done()
    } catch (error) {
      fate.replaceChildren(...before)
      actions.replaceChildren(...held)
      wrong.textContent = explain(problemFrom(error))
    }
  }
  const open = () => showConversation(line)
  const title = subject || t('draft.no_subject')
  actions.append(button('small', t('ledger.open'), open))
  if (draft_id)
    actions.append(html`<a class="button small" href=${portal({ draft: draft_id })}>${t('ledger.reply')}</a>`)
  if (outcome === 'failed') actions.append(button('small', t('ledger.retry'), () => ask('retry', t('ledger.retrying'))))
  if (outcome === 'skipped' && newest) {
    actions.append(button('small', t('ledger.draft_anyway'), () => ask('draft-anyway', t('ledger.drafting'))))
  }
  if (outcome === 'skipped' && from_address && !reason?.startsWith('never_'))
    actions.append(neverFor(client_id, from_address))
  return html`<li class="line" data-id=${message_id}>
    <p class="top"><bdi class="correspondent">${from_name || from_address}</bdi>${when(received_at)}</p>
    <p class="subject"><bdi>${title}</bdi></p>
    ${fate}${actions}${wrong}
  </li>`
}

/** The details are written in English; elsewhere the reason alone stands. @param {LedgerLine} line */
function words({ outcome, reason, detail, attempts, next_try_at, held_by, chance, threshold }) {
  if (held_by) return label('hold_reason', held_by)
  const why = reason ? label('skip_reason', reason) : label('ledger_outcome', outcome)
  const says = language === 'en' && detail && !detail.toLowerCase().startsWith(why.toLowerCase())
  const more = says ? `: ${detail}` : ''
  const judged = outcome === 'drafted' || reason === 'no_answer_needed'
  const sure = judged && chance !== null && threshold !== null ? ` ${t('ledger.chance', { chance, threshold })}` : ''
  const tried = attempts ? ` ${t('ledger.tried', { count: attempts })}` : ''
  const again =
    next_try_at && Date.parse(next_try_at) > Date.now()
      ? ` ${t('ledger.next_try', { time: format.moment(next_try_at) })}`
      : ''
  return `${why}${more}.${sure}${tried}${again}`.replace(/([.!?])\./, '$1')
}
