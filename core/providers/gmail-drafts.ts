import { Unavailable } from '../errors.ts'
import { type Api, calls, unlessMissing, unlessRejected } from './gmail-api.ts'

/** A Gmail draft is a one-shot token: sending consumes it, so it cannot be sent twice. */
export type GmailDrafts = {
  create(raw: string, threadId: string): Promise<{ outcome: 'created'; draftId: string } | Rejected>
  send(draftId: string): Promise<{ outcome: 'sent'; messageId: string } | { outcome: 'gone' } | Rejected>
  exists(draftId: string): Promise<boolean>
  /** False when it was not there any more. */
  remove(draftId: string): Promise<boolean>
  /** The draft, or the sent message, that carries this value in its X-Approval header. */
  findByApproval(threadId: string, approval: string): Promise<{ draftId?: string; sentId?: string }>
}

type Rejected = { outcome: 'rejected'; why: string }

/** Names the approval a reply was sent for. Gmail may rewrite Message-ID; it leaves X- headers alone. */
export const APPROVAL_HEADER = 'X-AssistantAI-Approval'

export function draftsOf(api: Api): GmailDrafts {
  return {
    async create(raw, threadId) {
      const users = await api()
      const requestBody = { message: { raw, threadId } }
      const created = await unlessMissing(() =>
        unlessRejected(() => users.drafts.create({ userId: 'me', requestBody })),
      )
      if (!created) return { outcome: 'rejected', why: 'The conversation is no longer in Gmail' }
      if (typeof created === 'string') return { outcome: 'rejected', why: created }
      if (!created.data.id) throw new Unavailable('Gmail made a draft without an id')
      return { outcome: 'created', draftId: created.data.id }
    },

    async send(draftId) {
      const users = await api()
      const requestBody = { id: draftId }
      const sent = await unlessMissing(() => unlessRejected(() => users.drafts.send({ userId: 'me', requestBody })))
      if (sent === undefined) return { outcome: 'gone' }
      if (typeof sent === 'string') return { outcome: 'rejected', why: sent }
      if (!sent.data.id) throw new Unavailable('Gmail sent a draft without saying as what')
      return { outcome: 'sent', messageId: sent.data.id }
    },

    async exists(draftId) {
      const users = await api()
      return (
        (await unlessMissing(() => users.drafts.get({ userId: 'me', id: draftId, format: 'minimal' }))) !== undefined
      )
    },

    async remove(draftId) {
      const users = await api()
      return (await unlessMissing(() => users.drafts.delete({ userId: 'me', id: draftId }))) !== undefined
    },

    async findByApproval(threadId, approval) {
      const users = await api()
      const thread = await unlessMissing(() =>
        users.threads.get({ userId: 'me', id: threadId, format: 'metadata', metadataHeaders: [APPROVAL_HEADER] }),
      )
      const ours = (thread?.data.messages ?? []).filter(({ payload }) =>
        payload?.headers?.some(
          ({ name, value }) => name?.toLowerCase() === APPROVAL_HEADER.toLowerCase() && value === approval,
        ),
      )
      // A sent copy settles it, whatever drafts an attempt that was cut short has left beside it.
      const sent = ours.find(({ labelIds }) => !labelIds?.includes('DRAFT'))
      if (sent?.id) return { sentId: sent.id }
      if (!ours.length) return {}

      const { data } = await calls(() => users.drafts.list({ userId: 'me', maxResults: 500 }))
      const draft = data.drafts?.find(({ message }) => ours.some(({ id }) => id === message?.id))
      return draft?.id ? { draftId: draft.id } : {}
    },
  }
}
