import { html } from 'hono/html'
import { SCHEDULE } from '../../../core/jobs/schedule.ts'
import type { World } from '../../world.ts'
import type { Html } from '../shell.ts'
import type { State } from '../state.ts'
import { when } from '../when.ts'

type DeadLetter = { id: string; kind: string; error: string; attempts: number; at: Date }

/** What waits, what died, and the schedules that sweep. */
export async function queueSection({ supabase: { sql } }: World, { queue, dead_letters }: State): Promise<Html> {
  const dead = await sql<DeadLetter[]>`
    select id, kind::text, error, attempts, created_at as at from public.dead_letters
    order by created_at desc, id desc limit 10`
  const busy = Object.entries(queue).filter(([, { waiting, running }]) => waiting + running > 0)
  return html`
<section class="panel" id="queue" data-live aria-labelledby="queue-title">
  <h2 id="queue-title">Queue</h2>
  ${
    busy.length === 0
      ? html`<p class="empty">Nothing waits.</p>`
      : html`<table>
  <thead><tr><th scope="col">Job</th><th scope="col">Waiting</th><th scope="col">Running</th></tr></thead>
  <tbody>${busy.map(([kind, { waiting, running }]) => html`<tr><th scope="row">${kind}</th><td>${waiting}</td><td>${running}</td></tr>`)}</tbody>
  </table>`
  }
  ${
    dead_letters > 0
      ? html`<h3>Dead letters: ${dead_letters}</h3>
  <ul role="list" class="rows">${dead.map(deadItem)}</ul>`
      : ''
  }
  <details id="schedules">
    <summary>Schedules</summary>
    <ul role="list" class="rows">${Object.entries(SCHEDULE).map(scheduleItem)}</ul>
  </details>
</section>`
}

function deadItem({ id, kind, error, attempts, at }: DeadLetter): Html {
  return html`
<li>
  <form class="line" method="post" action="/local/dead-letters/${id}" data-quiet>
    <span class="mark wrong">${kind}</span>
    <span class="who small">${error}</span>
    <span class="soft small">${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} · ${when(at)}</span>
    <button class="button">Try again</button>
  </form>
</li>`
}

function scheduleItem([job, { cron, why }]: [string, { cron: string; why: string }]): Html {
  return html`
<li>
  <form class="line" method="post" action="/local/cron/${job}" data-quiet>
    <span class="who small"><strong>${job}</strong> <code>${cron}</code><br><span class="soft">${why}</span></span>
    <button class="button">Run now</button>
  </form>
</li>`
}
