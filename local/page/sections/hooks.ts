import { html } from 'hono/html'
import type { PushRecord } from '../../google/push.ts'
import type { World } from '../../world.ts'
import type { Html } from '../shell.ts'
import { when } from '../when.ts'

/** What Gmail told the product through Pub/Sub, and how the product took it. */
export function hooksSection({ google }: World): Html {
  const pushes = google.pushes().toReversed()
  return html`
<section class="panel" id="hooks" data-live aria-labelledby="hooks-title">
  <h2 id="hooks-title">Hooks</h2>
  <p class="soft small">Gmail's pushes to <code>/api/hooks/gmail</code>, signed, and repeated until they are acknowledged.</p>
  ${pushes.length === 0 ? html`<p class="empty">No push yet. One follows every mail to a connected mailbox.</p>` : ''}
  <ul role="list" class="rows">${pushes.slice(0, 12).map(pushItem)}</ul>
</section>`
}

function pushItem(push: PushRecord): Html {
  const { word, tone } = outcomeOf(push)
  return html`
<li class="line">
  <span class="mark ${tone}">${word}</span>
  <span class="who small">${push.address}</span>
  <span class="soft small">${push.attempts > 1 ? `${push.attempts} attempts · ` : ''}${when(push.at)}</span>
</li>`
}

function outcomeOf({ lost, status, error }: PushRecord): { word: string; tone: '' | 'good' | 'wrong' } {
  if (lost) return { word: 'lost', tone: 'wrong' }
  if (error) return { word: 'no answer', tone: 'wrong' }
  if (status === undefined) return { word: 'under way', tone: '' }
  return { word: String(status), tone: status < 300 ? 'good' : 'wrong' }
}
