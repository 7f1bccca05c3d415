import { html } from 'hono/html'
import { formatPeople, type Person } from '../google/mime/addresses.ts'
import { type Mail, readMail } from '../google/mime/mail.ts'
import { professional } from '../seed/people.ts'
import type { World } from '../world.ts'
import { answerAddress } from './answer-address.ts'
import { type Html, shell } from './shell.ts'
import { when } from './when.ts'

const SHOWN = 200_000

/** One message as text, and its source as it came. */
export function messagePage(world: World, address: string, id: string): Html | undefined {
  const mailbox = world.google.mailbox(address)
  const summary = mailbox?.all.find((mail) => mail.id === id)
  const raw = world.google.raw(address, id)
  if (!mailbox || !summary || !raw) return undefined

  const mail = readMail(raw)
  const source = Buffer.from(raw).toString('utf8')
  const answer = answerOf(world, mailbox.address, mail)
  const body = html`
<header class="masthead">
  <div>
    <p class="small"><a href="/local/">The local world</a> › <a href="/local/mailboxes/${encodeURIComponent(mailbox.address)}">${mailbox.name}</a></p>
    <h1 class="display" dir="auto">${mail.subject || '(no subject)'}</h1>
    <p class="soft small">${summary.labelIds.join(' · ')}</p>
  </div>
  ${answer && html`<nav aria-label="This mail"><a class="button primary" href="${answer.href}">${answer.label}</a></nav>`}
</header>
<main>
<article class="panel">
  <dl class="headers">
    ${people('From', mail.from)}${people('To', mail.to)}${people('Cc', mail.cc)}${people('Bcc', mail.bcc)}
    <div><dt>Received</dt><dd>${when(summary.date)}</dd></div>
    ${mail.filenames.length > 0 ? html`<div><dt>Attached</dt><dd>${mail.filenames.join(', ')}</dd></div>` : ''}
  </dl>
  <p class="text reading" dir="auto">${mail.text}</p>
  <details>
    <summary>Source</summary>
    <pre tabindex="0">${source.slice(0, SHOWN)}${source.length > SHOWN ? '\n… and more' : ''}</pre>
  </details>
</article>
</main>`
  return shell({ title: mail.subject || 'A message', body })
}

function people(label: string, list: Person[]): Html | '' {
  return list.length > 0 ? html`<div><dt>${label}</dt><dd dir="auto">${formatPeople(list)}</dd></div>` : ''
}

/** What the professional wrote is answered by who got it; whoever wrote to her can write again. Her own replies go through the portal. */
function answerOf({ google }: World, address: string, { from: [sender], to: [recipient], subject, messageId }: Mail) {
  if (!sender?.address || !recipient || !messageId) return undefined
  const ours = (person: Person) => google.mailbox(person.address)?.address === professional.email
  if (ours(sender) && ours(recipient)) return undefined

  const [writer, to] = ours(sender) ? [recipient, sender.address] : [sender, address]
  const name = writer.name || writer.address
  return {
    label: ours(sender) ? `Answer as ${name}` : `Write again as ${name}`,
    href: answerAddress({ from: formatPeople([writer]), to, subject, messageId }),
  }
}
