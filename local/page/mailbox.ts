import { html } from 'hono/html'
import type { MailboxView } from '../google/mailbox/view.ts'
import { htmlToText } from '../google/mime/html-to-text.ts'
import { type Html, shell } from './shell.ts'
import { when } from './when.ts'

const FOLDERS = [
  ['inbox', 'Inbox'],
  ['sent', 'Sent'],
  ['drafts', 'Drafts'],
  ['spam', 'Spam'],
  ['trash', 'Trash'],
] as const

/** One mailbox as its owner would see it. */
export function mailboxPage(mailbox: MailboxView): Html {
  const folders = FOLDERS.filter(([folder]) => mailbox[folder].length > 0 || folder === 'inbox' || folder === 'sent')
  const body = html`
<header class="masthead">
  <div>
    <p class="small"><a href="/local/#mailboxes">The local world</a></p>
    <h1 class="display">${mailbox.name}</h1>
    <p class="soft">${mailbox.address}</p>
  </div>
  <nav aria-label="Folders">${folders.map(([folder, label]) => html`<a class="button" href="#${folder}">${label}</a>`)}</nav>
</header>
<main>${folders.map(([folder, label]) => folderSection(mailbox, folder, label))}</main>`
  return shell({ title: `${mailbox.name}: mailbox`, body })
}

type Folder = (typeof FOLDERS)[number][0]

function folderSection(mailbox: MailboxView, folder: Folder, label: string): Html {
  const mails = mailbox[folder]
  return html`
<section class="panel" id="${folder}" data-live aria-labelledby="${folder}-title">
  <h2 id="${folder}-title">${label} <span class="soft small">${mails.length}</span></h2>
  ${mails.length === 0 ? html`<p class="empty">Nothing here.</p>` : ''}
  <ul role="list" class="rows">${mails.map((mail) => mailItem(mailbox.address, folder, mail))}</ul>
</section>`
}

function mailItem(address: string, folder: Folder, mail: MailboxView['all'][number]): Html {
  const outgoing = folder === 'sent' || folder === 'drafts'
  return html`
<li><a class="row mail ${mail.unread ? 'unread' : ''}" href="/local/mailboxes/${encodeURIComponent(address)}/${mail.id}">
  <span class="meta"><span dir="auto">${outgoing ? `To ${mail.to}` : mail.from}</span> ${when(mail.date)}</span>
  <strong dir="auto">${mail.subject || '(no subject)'}</strong>
  <span class="soft small snippet" dir="auto">${htmlToText(mail.snippet)}</span>
</a></li>`
}
