import { html } from 'hono/html'
import { professional } from '../seed/people.ts'
import type { World } from '../world.ts'
import type { Html } from './shell.ts'

type Options = { id: string; name: string; small?: boolean; chosen?: string | undefined }

/** The local mailboxes, the professional's chosen unless said otherwise. */
export function selectMailbox({ google }: World, { id, name, small, chosen = professional.email }: Options): Html {
  const address = google.mailbox(chosen)?.address ?? professional.email
  return html`<select class="input ${small ? 'small' : ''}" id="${id}" name="${name}">
${google.users().map((user) => html`<option value="${user.email}" ${user.email === address ? 'selected' : ''}>${small ? user.email : `${user.name} <${user.email}>`}</option>`)}
</select>`
}
