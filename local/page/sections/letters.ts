import { html } from 'hono/html'
import { htmlToText } from '../../google/mime/html-to-text.ts'
import type { Letter } from '../../resend/letter.ts'
import type { World } from '../../world.ts'
import { codeOf } from '../code.ts'
import type { Html } from '../shell.ts'
import { when } from '../when.ts'

/** Our own mails: what Resend would have delivered. */
export function lettersSection({ resend, emulated }: World): Html {
  const letters = resend.letters()
  return html`
<section class="panel" id="letters" data-live aria-labelledby="letters-title">
  <h2 id="letters-title">Letters</h2>
  <p class="soft small">What AssistantAI writes to its own users. A sign-in code arrives here.</p>
  ${emulated.resend ? '' : html`<p class="callout">Letters leave through the Resend account you configured.</p>`}
  ${letters.length === 0 ? html`<p class="empty">No letters yet. Ask for a code in the portal.</p>` : ''}
  <ul role="list" class="letters">${letters.slice(0, 20).map(letterItem)}</ul>
  ${letters.length > 20 ? html`<p class="soft small">The newest 20 of ${letters.length}.</p>` : ''}
</section>`
}

function letterItem(letter: Letter): Html {
  const code = codeOf(letter)
  return html`
<li class="letter">
  <p class="meta"><span>${letter.to.join(', ')}</span> ${when(letter.at)}</p>
  ${
    code &&
    html`<p class="code"><output aria-label="Sign-in code">${code}</output>
    <button type="button" class="button" data-copy="${code}">Copy</button></p>`
  }
  <details id="letter-${letter.id}">
    <summary dir="auto">${letter.subject}</summary>
    <p class="text" dir="auto">${letter.text ?? htmlToText(letter.html ?? '')}</p>
  </details>
</li>`
}
