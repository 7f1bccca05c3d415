import { html } from 'hono/html'
import { readMail } from '../../google/mime/mail.ts'
import type { OutsideMail } from '../../google/world.ts'
import type { World } from '../../world.ts'
import { answerAddress } from '../answer-address.ts'
import type { Html } from '../shell.ts'
import { when } from '../when.ts'

/** What was sent to addresses nobody here owns: on a real network, these mails would be gone. */
export function outsideSection({ google }: World): Html {
  const outside = google.outside().toReversed()
  return html`
<section class="panel" id="outside" data-live aria-labelledby="outside-title">
  <h2 id="outside-title">Mail outside</h2>
  <p class="soft small">Sent to addresses that nobody here owns. Answer one as its recipient would.</p>
  ${outside.length === 0 ? html`<p class="empty">Nothing has been sent outside.</p>` : ''}
  <ul role="list" class="rows">${outside.slice(0, 20).map(outsideItem)}</ul>
  ${outside.length > 20 ? html`<p class="soft small">The newest 20 of ${outside.length}.</p>` : ''}
</section>`
}

function outsideItem({ at, from, to, messageId, subject, raw }: OutsideMail): Html {
  const answer = answerAddress({ from: to[0] ?? '', to: from, subject, messageId })
  return html`
<li class="mail">
  <p class="meta"><span>${from} → ${to.join(', ')}</span> ${when(at)}</p>
  <details id="outside-${Buffer.from(messageId).toString('base64url')}">
    <summary dir="auto">${subject || '(no subject)'}</summary>
    <p class="text" dir="auto">${readMail(raw).text}</p>
    <p><a class="button" href="${answer}">Answer as ${to[0]}</a></p>
  </details>
</li>`
}
