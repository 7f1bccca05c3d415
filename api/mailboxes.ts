import * as z from 'zod'
import { Refusal } from '../core/errors.ts'
import { runJobs } from '../core/jobs/run.ts'
import { beginConnecting, finishConnecting } from '../core/mailboxes/connect.ts'
import { disconnectMailbox } from '../core/mailboxes/disconnect.ts'
import { draftExisting } from '../core/mailboxes/draft-existing.ts'
import { mailboxHealth } from '../core/mailboxes/health.ts'
import { listMailboxes } from '../core/mailboxes/list.ts'
import { ConnectMailbox, Consent, Mailbox, Mailboxes, MailboxHealth, Returned } from '../core/mailboxes/schema.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { keepConnecting, takeConnecting } from './_http/cookies.ts'
import { door } from './_http/door.ts'
import { logOurs } from './_http/errors.ts'
import { route } from './_http/route.ts'

const Id = z.object({ id: z.uuid() })

export default door('mailboxes', [
  route({
    path: 'GET /',
    summary: 'The mailboxes you may see',
    access: 'person',
    answer: Mailboxes,
    run: (context) => listMailboxes(context),
  }),
  route({
    path: 'POST /connect',
    summary: 'Begin connecting a Gmail account: where to send the browser',
    access: 'person',
    body: ConnectMailbox,
    answer: Consent,
    run: async (context, { body, http }) => {
      const { url, pending } = await beginConnecting(context, body)
      keepConnecting(http, pending)
      return { url }
    },
  }),
  route({
    path: 'GET /callback',
    summary: 'Where Google sends the browser back to; redirects to the portal',
    access: 'person',
    query: Returned,
    run: async (context, { query, http }) => {
      const { outcome } = await finishConnecting(context, query, takeConnecting(http))
      if (outcome !== 'connected') return http.redirect(`/portal/mailboxes/?connect_error=${outcome}`, 303)
      after(http, () => runJobs(actAsWorker(context), { signal: http.env.stopping }))
      return http.redirect('/portal/mailboxes/?connected=1', 303)
    },
    failed: (error, http) => {
      const signedOut = error instanceof Refusal && error.reason === 'unauthenticated'
      if (!signedOut) logOurs(error, http)
      return http.redirect(`/portal/mailboxes/?connect_error=${signedOut ? 'expired' : 'failed'}`, 303)
    },
  }),
  route({
    path: 'POST /:id/disconnect',
    summary: 'Stop reading a mailbox, give the grant back to Google and erase it',
    access: 'person',
    params: Id,
    answer: Mailbox,
    run: async (context, { params, http }) => {
      const mailbox = await disconnectMailbox(context, params.id)
      after(http, () => runJobs(actAsWorker(context), { signal: http.env.stopping }))
      return mailbox
    },
  }),
  route({
    path: 'POST /:id/draft-existing',
    summary: 'Answer what was in the mailbox before it was connected, too',
    access: 'person',
    params: Id,
    answer: Mailbox,
    run: async (context, { params, http }) => {
      const mailbox = await draftExisting(context, params.id)
      after(http, () => runJobs(actAsWorker(context), { signal: http.env.stopping }))
      return mailbox
    },
  }),
  route({
    path: 'GET /:id/health',
    summary: 'How a mailbox is doing, how far it has been read, and what became of its mail',
    access: 'person',
    params: Id,
    answer: MailboxHealth,
    run: (context, { params }) => mailboxHealth(context, params.id),
  }),
])
