import { html } from 'hono/html'
import type { World } from '../../world.ts'
import { armedFaults, FAULTS } from '../faults.ts'
import { selectMailbox } from '../select-mailbox.ts'
import type { Html } from '../shell.ts'

/** Make something go wrong, and see that nothing is lost and nothing is sent twice. */
export function faultsSection(world: World): Html {
  return html`
<section class="panel" id="faults" aria-labelledby="faults-title">
  <h2 id="faults-title">Faults</h2>
  <p class="soft small">Make something go wrong once, and watch it heal.</p>
  <div id="armed" data-live>${armedList(armedFaults(world))}</div>
  <form method="post" action="/local/faults" data-quiet>
    <ul role="list" class="rows">${Object.entries(FAULTS).map(faultItem)}</ul>
  </form>
  <form class="choices" method="post" action="/local/revoke" data-quiet>
    <label class="unseen" for="harmed">Mailbox</label>
    ${selectMailbox(world, { id: 'harmed', name: 'address', small: true })}
    <button class="button" title="As if its owner had removed AssistantAI in their Google account">Revoke access</button>
    <button class="button" formaction="/local/expire-history" title="Gmail forgets what changed; the next sync must start anew">Expire history</button>
  </form>
</section>`
}

function faultItem([name, { label, about }]: [string, { label: string; about: string }]): Html {
  return html`
<li class="line">
  <span class="who small"><strong>${label}</strong><br><span class="soft">${about}</span></span>
  <button class="button" name="fault" value="${name}" aria-label="Arm: ${label}">Arm</button>
</li>`
}

function armedList(armed: string[]): Html | '' {
  if (armed.length === 0) return ''
  return html`
<ul role="list" class="rows">${armed.map((text) => html`<li class="line"><span class="mark wrong">armed</span> <span class="who small">${text}</span></li>`)}</ul>
<form method="post" action="/local/faults" data-quiet><button class="button quiet" name="fault" value="clear">Disarm all</button></form>`
}
