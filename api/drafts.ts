import * as z from 'zod'
import type { PersonContext } from '../core/context.ts'
import {
  ApproveDraft,
  AttachFile,
  AttachKnown,
  ChooseWording,
  DetachFile,
  Draft,
  DraftPage,
  EditDraft,
  ExplainDiscard,
  QueueQuery,
  Receipt,
  Rewrite,
  VouchFor,
} from '../core/drafts/schema.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { door } from './_http/door.ts'
import { type HttpContext, route } from './_http/route.ts'

const Id = z.object({ id: z.uuid() })
/** The longest undo window, and time for the work that follows it. */
const LONGEST_MS = 125_000

export default door('drafts', [
  route({
    path: 'GET /',
    summary: 'The queue, newest mail first; send If-None-Match to ask whether it changed',
    access: 'person',
    query: QueueQuery,
    answer: DraftPage,
    run: async (context, { query }) => (await import('../core/drafts/list.ts')).listDrafts(context, query),
  }),
  route({
    path: 'GET /:id',
    summary: 'One draft, exactly as it would be sent',
    access: 'person',
    params: Id,
    answer: Draft,
    run: async (context, { params }) => (await import('../core/drafts/get.ts')).getDraft(context, params.id),
  }),
  route({
    path: 'GET /:id/receipt',
    summary: 'Which models were asked for it, and which texts they were shown',
    access: 'person',
    params: Id,
    answer: Receipt,
    run: async (context, { params }) => (await import('../core/drafts/receipt.ts')).draftReceipt(context, params.id),
  }),
  route({
    path: 'PATCH /:id',
    summary: 'Save an edit of the text, the sender or the recipients as a new version',
    access: 'person',
    params: Id,
    body: EditDraft,
    answer: Draft,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/edit.ts')).editDraft(context, params.id, body),
  }),
  route({
    path: 'POST /:id/rewrite',
    summary: 'Have it written anew: with an instruction, or with answers to its questions',
    access: 'person',
    params: Id,
    body: Rewrite,
    answer: Draft,
    run: async (context, { params, body }) => {
      const { rewriteDraft } = await import('../core/drafts/rewrite.ts')
      return rewriteDraft(context, params.id, body)
    },
  }),
  route({
    path: 'POST /:id/choose',
    summary: 'Take another of its wordings',
    access: 'person',
    params: Id,
    body: ChooseWording,
    answer: Draft,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/choose.ts')).chooseWording(context, params.id, body),
  }),
  route({
    path: 'POST /:id/vouch',
    summary: 'Say of what the assistant found no source for that it is so, or take that back',
    access: 'person',
    params: Id,
    body: VouchFor,
    answer: Draft,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/vouch.ts')).vouchFor(context, params.id, body),
  }),
  route({
    path: 'POST /:id/attachments',
    summary: 'Hang a file on a reply, as a new version',
    access: 'person',
    params: Id,
    body: AttachFile,
    mostBytes: 4_200_000,
    answer: Draft,
    status: 201,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/attach.ts')).attachFile(context, params.id, body),
  }),
  route({
    path: 'POST /:id/attach-known',
    summary: 'Hang a file on a reply that the business knows from, as a new version',
    access: 'person',
    params: Id,
    body: AttachKnown,
    answer: Draft,
    status: 201,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/attach-known.ts')).attachKnown(context, params.id, body),
  }),
  route({
    path: 'DELETE /:id/attachments/:attachment',
    summary: 'Take a file off a reply, as a new version',
    access: 'person',
    params: Id.extend({ attachment: z.uuid() }),
    body: DetachFile,
    answer: Draft,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/detach.ts')).detachFile(context, params.id, params.attachment, body),
  }),
  route({
    path: 'POST /:id/approve',
    summary: 'Say yes to exactly the bytes that hash to `hash`; sent once the undo window has passed, or at `send_at`',
    access: 'person',
    params: Id,
    body: ApproveDraft,
    answer: Draft,
    run: async (context, { params, body, http }) => {
      const { approveDraft } = await import('../core/drafts/approve.ts')
      const draft = await approveDraft(context, params.id, body)
      // What leaves within minutes is waited for here. A moment further off falls to whoever works then, or sweeps.
      const until = (draft.undo_ms ?? 0) + 5_000
      work(context, http, until <= LONGEST_MS ? until : 0)
      return draft
    },
  }),
  route({
    path: 'POST /:id/undo',
    summary: 'Take back an approval while its window is open, or a discard',
    access: 'person',
    params: Id,
    answer: Draft,
    run: async (context, { params }) => (await import('../core/drafts/undo.ts')).undoDecision(context, params.id),
  }),
  route({
    path: 'POST /:id/discard',
    summary: 'Set a draft aside',
    access: 'person',
    params: Id,
    answer: Draft,
    run: async (context, { params, http }) => {
      const { discardDraft } = await import('../core/drafts/discard.ts')
      const draft = await discardDraft(context, params.id)
      // A newer message that an edited draft kept from being answered wants one now.
      if (draft.notice === 'moved_on') work(context, http, LONGEST_MS)
      return draft
    },
  }),
  route({
    path: 'POST /:id/discard-reason',
    summary: 'Say why it was set aside, if you like',
    access: 'person',
    params: Id,
    body: ExplainDiscard,
    answer: ExplainDiscard,
    run: async (context, { params, body }) =>
      (await import('../core/drafts/explain-discard.ts')).explainDiscard(context, params.id, body),
  }),
])

/** Works the queue until what was decided falls due. Loaded with the first decision, not with the door. */
function work(context: PersonContext, http: HttpContext, lingerMs: number): void {
  after(http, async () => {
    const { runJobs } = await import('../core/jobs/run.ts')
    await runJobs(actAsWorker(context), { lingerMs, signal: http.env.stopping })
  })
}
