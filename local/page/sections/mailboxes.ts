import { html } from 'hono/html'
import type { World } from '../../world.ts'
import type { Html } from '../shell.ts'
import type { State } from '../state.ts'

export function mailboxesSection({ google, emulated }: World, { mailboxes }: State): Html {
  return html`
<section class="panel" id="mailboxes" data-live aria-labelledby="mailboxes-title">
  <h2 id="mailboxes-title">Mailboxes</h2>
  <p class="soft small">The accounts of the local Google. An approved reply can be seen to arrive.</p>
  ${emulated.google ? '' : html`<p class="callout">AssistantAI reads the Google you configured, not these.</p>`}
  <ul role="list" class="rows">${google.users().map((user) => mailboxItem(user, mailboxes[user.email]))}</ul>
</section>`
}

function mailboxItem(
  { email, name }: { email: string; name: string },
  counts: State['mailboxes'][string] | undefined,
): Html {
  const { inbox = 0, sent = 0, drafts = 0 } = counts ?? {}
  return html`
<li><a class="row" href="/local/mailboxes/${encodeURIComponent(email)}">
  <span class="who"><strong>${name}</strong> <span class="soft small">${email}</span></span>
  <span class="counts small">${inbox} inbox · ${sent} sent · ${drafts} ${drafts === 1 ? 'draft' : 'drafts'}</span>
</a></li>`
}
