/** @import { Backfill, MailboxHealth } from '../../../core/mailboxes/schema.ts' */
import { html } from '../../shared/html.js'
import { format, label, language, t } from '../words.js'

/** The sentence the page is there for. It never claims more than has been read. @param {MailboxHealth} health */
export function account({ status, ledger, held, missing, backfill, gaps }) {
  const { drafted = 0, skipped = 0, waiting = 0, failed = 0 } = ledger
  const reading =
    status !== 'connected' || (backfill && !backfill.finished_at) || gaps.some(({ closed_at }) => !closed_at)
  const claim = missing > 0 ? 'account.missing' : reading ? 'account.so_far' : 'account.complete'
  return html`<p class="account-for ${missing > 0 ? 'wrong' : ''}">${t(claim, { drafted, skipped, waiting, failed, missing })}${held > 0 && ` ${t('account.held', { count: held })}`}</p>`
}

/** @param {MailboxHealth} health */
export function readState({ status, last_synced_at: read, watching, watch_fault }) {
  const last = read ? t('mailbox.read', { time: format.ago(read) }) : t('mailbox.not_read')
  const silent = watch_fault ? label('watch_fault', watch_fault) : t('mailbox.not_watching')
  const told = watching ? t('mailbox.watching') : silent
  return html`<p class="soft small">${last}${status === 'connected' && ` · ${told}`}</p>`
}

/** @param {Backfill} backfill */
export function progress({ since, found, stored, percent, finished_at }) {
  const day = new Date(since).toLocaleDateString(language, { dateStyle: 'long' })
  if (finished_at) return html`<p class="soft small">${t('backfill.done', { day, count: found })}</p>`
  return html`<div class="backfill">
    <p class="small">${t('backfill.reading', { day, count: stored })}</p>
    <progress max="100" value=${percent} aria-label=${t('backfill.label')}></progress>
  </div>`
}

/** Only where there is a choice. @param {MailboxHealth['senders']} senders */
export function senderList(senders) {
  if (senders.length < 2) return []
  const names = senders.map(({ address }, at) => [at > 0 && ', ', html`<bdi>${address}</bdi>`])
  return [html`<p class="soft small">${t('mailbox.senders')} ${names}</p>`]
}

/** Also what was closed long ago: whoever wonders about a day sees what happened on it. @param {MailboxHealth['gaps']} gaps */
export function gapList(gaps) {
  const heading = gaps.some(({ closed_at }) => !closed_at) ? t('gaps.open') : t('gaps.closed')
  return html`<details class="gaps" ?open=${heading === t('gaps.open')}>
    <summary>${heading}</summary>
    <ul role="list">${gaps.map(gap)}</ul>
  </details>`
}

/** @param {MailboxHealth['gaps'][number]} gap */
function gap({ reason, missed_from, missed_until, missing, closed_at }) {
  const [from, until] = [format.moment(missed_from), format.moment(missed_until)]
  const ended = closed_at ? t('gap.closed', { time: format.moment(closed_at), count: missing ?? 0 }) : t('gap.open')
  return html`<li class="small">
    <span class="tag ${closed_at ? '' : 'warn'}">${closed_at ? t('gap.tag_closed') : t('gap.tag_open')}</span>
    <span>${t('gap.from_until', { from, until })}: ${label('gap_reason', reason)}. ${ended}</span>
  </li>`
}
