import { Unavailable } from '../errors.ts'
import { type Api, calls, unlessMissing, unlessRejected } from './gmail-api.ts'
import { copyIn, copyLike, copySince } from './gmail-copies.ts'

/** A Gmail draft is a one-shot token: sending consumes it, so it cannot be sent twice. */
export type GmailDrafts = {
  create(source: Buffer, threadId: string): Promise<{ outcome: 'created'; draftId: string } | Rejected>
  /** Sends exactly `source`, whatever the draft has become meanwhile; the draft's id is what makes it once. */
  send(
    draftId: string,
    source: Buffer,
    threadId: string,
  ): Promise<{ outcome: 'sent'; messageId: string } | { outcome: 'gone' } | Rejected>
  /** The draft as it would be sent now, or undefined when it was sent or deleted. */
  read(draftId: string): Promise<Uint8Array | undefined>
  /** False when it was not there any more. */
  remove(draftId: string): Promise<boolean>
  /** The draft, or the sent message, that carries this value in its X-Approval header, wherever it has been put. */
  findByApproval(threadId: string, approval: string): Promise<{ draftId?: string; sentId?: string }>
  /** What was sent of it since then, even if it has been erased: Gmail's history still names it. */
  sentSince(historyId: string, threadId: string, approval: string): Promise<string | undefined>
}

type Rejected = { outcome: 'rejected'; why: string }

export function draftsOf(api: Api): GmailDrafts {
  return {
    async create(source, threadId) {
      const users = await api()
      const request = requestFor(source, threadId)
      const created = await unlessMissing(() => unlessRejected(() => users.drafts.create({ userId: 'me', ...request })))
      if (!created) return { outcome: 'rejected', why: 'The conversation is no longer in Gmail' }
      if (typeof created === 'string') return { outcome: 'rejected', why: created }
      if (!created.data.id) throw new Unavailable('Gmail made a draft without an id')
      return { outcome: 'created', draftId: created.data.id }
    },

    // Gmail: "Sending drafts": what is sent with the id replaces what the draft holds.
    async send(draftId, source, threadId) {
      const users = await api()
      const request = requestFor(source, threadId, draftId)
      const sent = await unlessMissing(() => unlessRejected(() => users.drafts.send({ userId: 'me', ...request })))
      if (sent === undefined) return { outcome: 'gone' }
      if (typeof sent === 'string') return { outcome: 'rejected', why: sent }
      if (!sent.data.id) throw new Unavailable('Gmail sent a draft without saying as what')
      return { outcome: 'sent', messageId: sent.data.id }
    },

    async read(draftId) {
      const users = await api()
      const found = await unlessMissing(() => users.drafts.get({ userId: 'me', id: draftId, format: 'raw' }))
      if (!found) return undefined
      if (!found.data.message?.raw) throw new Unavailable('Gmail shows a draft without saying what is in it')
      return Buffer.from(found.data.message.raw, 'base64url')
    },

    async remove(draftId) {
      const users = await api()
      return (await unlessMissing(() => users.drafts.delete({ userId: 'me', id: draftId }))) !== undefined
    },

    async findByApproval(threadId, approval) {
      const users = await api()
      const ours = (await copyIn(users, threadId, approval)) ?? (await copyLike(users, approval))
      if (!ours?.id) return {}
      if (ours.labelIds?.includes('SENT')) return { sentId: ours.id }

      const { data } = await calls(() => users.drafts.list({ userId: 'me', maxResults: 500 }))
      const draft = data.drafts?.find(({ message }) => message?.id === ours.id)
      return draft?.id ? { draftId: draft.id } : {}
    },

    async sentSince(historyId, threadId, approval) {
      return copySince(await api(), { historyId, threadId, approval })
    },
  }
}

/** Gmail: "Uploading attachments": inside a resource a source may have five megabytes, in an upload 35; far from either. */
const requestFor = (source: Buffer, threadId: string, id?: string) =>
  source.length < 1_000_000
    ? { requestBody: { ...(id && { id }), message: { raw: source.toString('base64url'), threadId } } }
    : {
        requestBody: { ...(id && { id }), message: { threadId } },
        media: { mimeType: 'message/rfc822', body: source.toString('latin1') },
      }
