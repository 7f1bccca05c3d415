import { html } from 'hono/html'
import type { Html } from '../shell.ts'
import type { State } from '../state.ts'
import { when } from '../when.ts'

export function summarySection({ now, drafts, ledger, outbox }: State): Html {
  const onTheWay = outbox.queued + outbox.sending + outbox.unknown
  return html`
<dl class="summary" id="summary" data-live>
  <div><dt>Business time</dt><dd data-now>${when(now)}</dd></div>
  <div><dt>Drafts waiting for a yes</dt><dd>${drafts.pending}</dd></div>
  <div><dt>On their way</dt><dd>${onTheWay}</dd></div>
  <div><dt>Sent</dt><dd>${drafts.sent}</dd></div>
  <div><dt>Skipped, with a reason</dt><dd>${ledger.skipped}</dd></div>
  <div class="${ledger.failed > 0 ? 'wrong' : ''}"><dt>Failed</dt><dd>${ledger.failed}</dd></div>
</dl>`
}
