import { html } from 'hono/html'
import type { Html } from '../shell.ts'
import type { State } from '../state.ts'
import { when } from '../when.ts'

const STEPS = [
  ['+10 seconds', 10],
  ['+1 hour', 3_600],
  ['+1 day', 86_400],
  ['+14 days', 1_209_600],
] as const

/** Business time, which only goes forward. */
export function clockSection({ now }: State): Html {
  return html`
<section class="panel" id="clock" aria-labelledby="clock-title">
  <h2 id="clock-title">Clock</h2>
  <p class="now" data-now>${when(now)}</p>
  <p class="soft small">Go forward; whatever falls due happens at once.</p>
  <form class="choices" method="post" action="/local/clock" data-quiet>
    ${STEPS.map(([label, seconds]) => html`<button class="button" name="seconds" value="${seconds}">${label}</button>`)}
  </form>
  <form class="choices" method="post" action="/local/clock" data-quiet>
    <label class="unseen" for="amount">How far</label>
    <input class="input small" id="amount" name="seconds" type="number" min="1" max="9999" value="3" required>
    <label class="unseen" for="unit">Unit</label>
    <select class="input small" id="unit" name="unit">
      <option value="1">seconds</option>
      <option value="60">minutes</option>
      <option value="3600">hours</option>
      <option value="86400" selected>days</option>
    </select>
    <button class="button">Go</button>
  </form>
</section>`
}
