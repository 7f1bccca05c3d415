import * as z from 'zod'
import type { WorkerContext } from '../context.ts'
import { Unavailable } from '../errors.ts'
import { onBehalf } from '../mailboxes/open.ts'
import type { Gmail } from '../providers/gmail.ts'
import { Recipients } from '../threads/schema.ts'
import { lessonsOf } from '../voice/lessons.ts'
import { mimeOf } from './mime.ts'
import { isSameLetter } from './same-letter.ts'

type Job = { mailbox_id: string; approval_id: string }
type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>
type Outcome =
  | { outcome: 'sent'; messageId: string }
  | { outcome: 'returned'; why: 'failed' | 'changed' | 'deleted_in_gmail' | 'edited_in_gmail'; text: string }

/** To make the Gmail draft, to send it, and to look where it went. */
const UNITS = 160

/**
 * Sends an approved reply once. Gmail's `drafts.send` consumes the draft, so the draft is a one-shot token: it is made
 * once, remembered, and sent; whatever happens in between is settled by looking, never by sending anew (law 2).
 */
export async function sendDraft(context: WorkerContext, { mailbox_id, approval_id }: Job): Promise<void> {
  const begun = await begin(context, approval_id)
  if (!begun) return

  let attempt = begun
  const work = (gmail: Gmail) => {
    const current = attempt
    // With a fresh token this runs once more, and what the first run achieved is then as unknown as after a crash.
    attempt = { ...begun, outbox_status: 'sending' }
    return deliver(context, gmail, approval_id, current)
  }
  const outcome = await onBehalf(context, mailbox_id, work, UNITS)
  if (outcome?.outcome === 'sent') {
    const sent = { approval: approval_id, gmail_message: outcome.messageId, learnt: learntFrom(begun) }
    await context.db.rpc('finish_send', sent).throwOnError()
    return
  }
  // What an earlier attempt may have sent can only be settled in the mailbox, so it waits for it to be reconnected.
  if (!outcome && begun.outbox_status !== 'queued') throw new Unavailable('The mailbox is not connected')

  const { why, text } = outcome ?? { why: 'failed' as const, text: 'The mailbox is not connected' }
  await context.db.rpc('give_back', { approval: approval_id, why, explanation: text }).throwOnError()
}

/** Of what a person has written over, how they would rather have had it; of anything else nothing. */
const learntFrom = ({ written_over, body, language, locale }: Begun) =>
  written_over ? lessonsOf(written_over, body, language, locale) : []

/** Nothing comes back when there is nothing to send: undone, sent already, not due, or changed and returned. */
async function begin({ db }: WorkerContext, approval: string) {
  const { data } = await db.rpc('begin_send', { approval }).throwOnError()
  return data[0]
}

async function deliver(context: WorkerContext, gmail: Gmail, approval: string, begun: Begun): Promise<Outcome> {
  const source = await sourceOf(approval, begun)
  if (begun.outbox_status === 'queued') return create(context, gmail, approval, begun, source)

  // Not the first attempt: what the last one achieved is not known, so look before doing anything.
  // The draft first, then the sent copy: an attempt still under way turns the one into the other in between.
  const known = begun.gmail_draft_id ?? undefined
  const waiting = known && (await gmail.drafts.read(known))
  const found = await gmail.drafts.findByApproval(begun.gmail_thread_id, approval)
  if (found.sentId) return { outcome: 'sent', messageId: found.sentId }
  if (known && !waiting) return gone(context, gmail, approval, begun)

  const draftId = known ?? found.draftId
  const letter = waiting || (draftId && (await gmail.drafts.read(draftId)))
  // Somebody's own words now: not what was approved, and not ours to remove (law 1).
  if (letter && !(await isSameLetter(letter, source))) return edited(begun)
  if (begun.changed) return withdraw(gmail, approval, begun.gmail_thread_id, draftId)
  if (!draftId) return create(context, gmail, approval, begun, source)

  if (!known) await note(context, approval, draftId)
  return send(context, gmail, approval, draftId, begun, source)
}

/** Longer than any call of ours may be under way: what an earlier attempt asked for has arrived by then, or never will. */
const UNDER_WAY_SECONDS = 120

/** Given back only when nothing can leave of it any more: a yes given anew would be a second letter. */
function edited({ outbox_status, unknown_seconds }: Begun): Outcome {
  if (outbox_status === 'unknown' && unknown_seconds < UNDER_WAY_SECONDS) {
    throw new Unavailable('A reply that may be leaving was edited in Gmail', UNDER_WAY_SECONDS)
  }
  return { outcome: 'returned', why: 'edited_in_gmail', text: '' }
}

/** The one-shot token: made, remembered, and sent at once. */
async function create(
  context: WorkerContext,
  gmail: Gmail,
  approval: string,
  begun: Begun,
  source: Buffer,
): Promise<Outcome> {
  const created = await gmail.drafts.create(source, begun.gmail_thread_id)
  if (created.outcome === 'rejected') return { outcome: 'returned', why: 'failed', text: created.why }

  await note(context, approval, created.draftId)
  return send(context, gmail, approval, created.draftId, begun, source)
}

/** Remembered before it is sent, or not sent at all: the database takes one Gmail draft per approval. */
const note = ({ db }: WorkerContext, approval: string, draftId: string) =>
  db.rpc('note_gmail_draft', { approval, gmail_draft: draftId }).throwOnError()

/** The conversation moved on after a crash. Without its draft nothing can leave any more, whoever still works on it. */
async function withdraw(gmail: Gmail, approval: string, threadId: string, draftId?: string): Promise<Outcome> {
  if (draftId && !(await gmail.drafts.remove(draftId))) {
    const { sentId } = await gmail.drafts.findByApproval(threadId, approval)
    if (sentId) return { outcome: 'sent', messageId: sentId }
  }
  return { outcome: 'returned', why: 'changed', text: '' }
}

async function send(
  context: WorkerContext,
  gmail: Gmail,
  approval: string,
  draftId: string,
  begun: Begun,
  source: Buffer,
): Promise<Outcome> {
  try {
    const sent = await gmail.drafts.send(draftId, source, begun.gmail_thread_id)
    if (sent.outcome === 'sent') return sent
    if (sent.outcome === 'rejected') return { outcome: 'returned', why: 'failed', text: sent.why }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    // It may have gone out. The queue comes back and looks.
    await context.db.rpc('note_unknown', { approval, why: error.message }).throwOnError()
    throw error
  }

  // The draft is gone: sent by an attempt that died before it could say so, or deleted by the owner.
  const { sentId } = await gmail.drafts.findByApproval(begun.gmail_thread_id, approval)
  return sentId ? { outcome: 'sent', messageId: sentId } : gone(context, gmail, approval, begun)
}

/** A copy Gmail has just sent may not be listed yet. What looks deleted is believed only after this long. */
const PATIENCE_SECONDS = 600

/** No draft and no sent copy: the owner deleted either, or Gmail has not caught up with itself. A second look decides. */
async function gone({ db }: WorkerContext, gmail: Gmail, approval: string, begun: Begun): Promise<Outcome> {
  const { history_id, gmail_thread_id, unknown_seconds } = begun
  const messageId = history_id && (await gmail.drafts.sentSince(history_id, gmail_thread_id, approval))
  if (messageId) return { outcome: 'sent', messageId }

  if (unknown_seconds < PATIENCE_SECONDS) {
    const why = 'Gmail shows neither the draft nor a sent copy yet'
    await db.rpc('note_unknown', { approval, why }).throwOnError()
    throw new Unavailable(why, 120)
  }
  return { outcome: 'returned', why: 'deleted_in_gmail', text: 'The draft was deleted in Gmail before it was sent' }
}

const sourceOf = (approval: string, begun: Begun) =>
  mimeOf({
    approval,
    from: { name: begun.from_name, address: begun.from_address },
    replyTo: begun.reply_to,
    to: Recipients.parse(begun.to_recipients),
    cc: Recipients.parse(begun.cc_recipients),
    subject: begun.subject,
    body: begun.body,
    signature: begun.signature,
    attachments: AttachedBytes.parse(begun.attachments),
    inReplyTo: begun.rfc_message_id,
    references: begun.reference_ids,
  })

const AttachedBytes = z.array(z.object({ filename: z.string(), media_type: z.string(), content: z.string() }))
