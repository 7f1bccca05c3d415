import * as z from 'zod'
import type { PersonContext } from '../core/context.ts'
import { Refusal } from '../core/errors.ts'
import {
  ConnectMailbox,
  Consent,
  LedgerEntry,
  LedgerPage,
  LedgerQuery,
  Mailbox,
  Mailboxes,
  MailboxHealth,
  Returned,
} from '../core/mailboxes/schema.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { keepConnecting, takeConnecting } from './_http/cookies.ts'
import { door } from './_http/door.ts'
import { logOurs } from './_http/errors.ts'
import { type HttpContext, route } from './_http/route.ts'

const Id = z.object({ id: z.uuid() })
const OneMessage = Id.extend({ message: z.uuid() })

export default door('mailboxes', [
  route({
    path: 'GET /',
    summary: 'The mailboxes you may see',
    access: 'person',
    answer: Mailboxes,
    run: async (context) => (await import('../core/mailboxes/list.ts')).listMailboxes(context),
  }),
  route({
    path: 'POST /connect',
    summary: 'Begin connecting a Gmail account: where to send the browser',
    access: 'person',
    body: ConnectMailbox,
    answer: Consent,
    run: async (context, { body, http }) => {
      const { beginConnecting } = await import('../core/mailboxes/connect.ts')
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
      const { finishConnecting } = await import('../core/mailboxes/connect.ts')
      const { outcome } = await finishConnecting(context, query, takeConnecting(http))
      if (outcome !== 'connected') return http.redirect(`/portal/mailboxes/?connect_error=${outcome}`, 303)
      work(context, http)
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
    run: async (context, { params, http }) =>
      soon(context, http, (await import('../core/mailboxes/disconnect.ts')).disconnectMailbox(context, params.id)),
  }),
  route({
    path: 'POST /:id/pause',
    summary: 'Stop reading a mailbox for a while; what waits can still be sent',
    access: 'person',
    params: Id,
    answer: Mailbox,
    run: async (context, { params }) => (await import('../core/mailboxes/pause.ts')).pauseMailbox(context, params.id),
  }),
  route({
    path: 'POST /:id/resume',
    summary: 'Go on reading a paused mailbox where the reading stopped',
    access: 'person',
    params: Id,
    answer: Mailbox,
    run: async (context, { params, http }) =>
      soon(context, http, (await import('../core/mailboxes/resume.ts')).resumeMailbox(context, params.id)),
  }),
  route({
    path: 'GET /:id/ledger',
    summary: 'What became of each message that came in, newest first',
    access: 'person',
    params: Id,
    query: LedgerQuery,
    answer: LedgerPage,
    run: async (context, { params, query }) =>
      (await import('../core/mailboxes/ledger.ts')).readLedger(context, params.id, query),
  }),
  route({
    path: 'POST /:id/ledger/:message/retry',
    summary: 'Try a failed message again',
    access: 'person',
    params: OneMessage,
    answer: LedgerEntry,
    run: async (context, { params, http }) => {
      const { retryMessage } = await import('../core/mailboxes/retry.ts')
      return soon(context, http, retryMessage(context, params.id, params.message))
    },
  }),
  route({
    path: 'POST /:id/ledger/:message/draft-anyway',
    summary: 'Ask for a draft where the message was left alone',
    access: 'person',
    params: OneMessage,
    answer: LedgerEntry,
    run: async (context, { params, http }) => {
      const { draftAnyway } = await import('../core/mailboxes/draft-anyway.ts')
      return soon(context, http, draftAnyway(context, params.id, params.message))
    },
  }),
  route({
    path: 'POST /:id/draft-existing',
    summary: 'Answer what was in the mailbox before it was connected, too',
    access: 'person',
    params: Id,
    answer: Mailbox,
    run: async (context, { params, http }) =>
      soon(context, http, (await import('../core/mailboxes/draft-existing.ts')).draftExisting(context, params.id)),
  }),
  route({
    path: 'GET /:id/health',
    summary: 'How a mailbox is doing, how far it has been read, and what became of its mail',
    access: 'person',
    params: Id,
    answer: MailboxHealth,
    run: async (context, { params }) => (await import('../core/mailboxes/health.ts')).mailboxHealth(context, params.id),
  }),
])

/** What somebody waits for is not left to a schedule. */
async function soon<T>(context: PersonContext, http: HttpContext, asked: Promise<T>): Promise<T> {
  const answer = await asked
  work(context, http)
  return answer
}

function work(context: PersonContext, http: HttpContext): void {
  after(http, async () => {
    const { runJobs } = await import('../core/jobs/run.ts')
    await runJobs(actAsWorker(context), { signal: http.env.stopping })
  })
}
