import { html } from 'hono/html'
import type { World } from '../../world.ts'
import { selectMailbox } from '../select-mailbox.ts'
import type { Html } from '../shell.ts'

type Fields = 'from' | 'to' | 'subject' | 'body' | 'html' | 'cc' | 'reply_to' | 'in_reply_to'

const MORE = ['html', 'cc', 'reply_to'] as const

/** What the form holds, and what is wrong with it. */
export type MailForm = { values: Partial<Record<Fields, string>>; wrong?: Partial<Record<Fields, string>> }

/** Somebody outside writes to a mailbox here. */
export function sendSection(world: World, { values, wrong = {} }: MailForm): Html {
  return html`
<section class="panel" id="send" aria-labelledby="send-title">
  <h2 id="send-title">Send a mail</h2>
  <p class="soft small">Be a client: write to a mailbox here, then look for the draft in the portal.</p>
  <form class="fields" method="post" action="/local/mail">
    ${field('from', 'From', wrong, html`<input class="input" id="from" name="from" autocomplete="off" required maxlength="320" placeholder="Nora Fenwick <nora@brackenmillcycles.example>" value="${values.from}" ${state('from', wrong)}>`)}
    ${field('to', 'To', wrong, selectMailbox(world, { id: 'to', name: 'to', chosen: values.to }))}
    ${field('subject', 'Subject', wrong, html`<input class="input" id="subject" name="subject" autocomplete="off" maxlength="998" value="${values.subject}" ${state('subject', wrong)}>`)}
    ${field('body', 'Body', wrong, html`<textarea class="input" id="body" name="body" rows="7" required dir="auto" ${state('body', wrong)}>${`\n${values.body ?? ''}`}</textarea>`)}
    <details class="field" ${MORE.some((name) => values[name] || wrong[name]) ? 'open' : ''}>
      <summary>Copies, another address for answers, HTML</summary>
      ${field('cc', 'Cc', wrong, html`<input class="input" id="cc" name="cc" autocomplete="off" maxlength="2000" value="${values.cc}" ${state('cc', wrong)}>`)}
      ${field('reply_to', 'Reply-To', wrong, html`<input class="input" id="reply_to" name="reply_to" autocomplete="off" maxlength="2000" value="${values.reply_to}" ${state('reply_to', wrong)}>`)}
      ${field('html', 'The same words as HTML', wrong, html`<textarea class="input" id="html" name="html" rows="4" spellcheck="false" ${state('html', wrong)}>${`\n${values.html ?? ''}`}</textarea>`)}
    </details>
    <details class="field" ${values.in_reply_to || wrong.in_reply_to ? 'open' : ''}>
      <summary>It answers an earlier mail</summary>
      ${field('in_reply_to', 'In reply to', wrong, html`<input class="input" id="in_reply_to" name="in_reply_to" autocomplete="off" spellcheck="false" placeholder="<message-id@example.com>" value="${values.in_reply_to}" ${state('in_reply_to', wrong)}>`)}
      <p class="soft small">Open a mail and choose “Answer”, and this is filled in for you.</p>
    </details>
    <p><button class="button primary">Send</button></p>
  </form>
</section>`
}

function field(name: Fields, label: string, wrong: MailForm['wrong'], control: Html): Html {
  const sentence = wrong?.[name]
  return html`<div class="field"><label for="${name}">${label}</label>${control}${sentence && html`<p class="wrong" id="${name}-wrong">${sentence}</p>`}</div>`
}

function state(name: Fields, wrong: MailForm['wrong']): Html | '' {
  return wrong?.[name] ? html`aria-invalid="true" aria-describedby="${name}-wrong"` : ''
}
