import type * as z from 'zod'
import type { Env } from '../env.ts'
import { Unreadable } from '../errors.ts'
import type { Units } from '../quota.ts'
import { believe, Conversation, Message, MessagePage, Profile, SendAs, Watch } from './gmail-answers.ts'
import { calls, connect, unlessDenied, unlessMissing } from './gmail-api.ts'
import { attachmentsOf, type OpenAttachment } from './gmail-attachments.ts'
import { draftsOf, type GmailDrafts } from './gmail-drafts.ts'
import { type History, isAside, readHistory } from './gmail-history.ts'

/** The part of Gmail we use, in our own words. One instance speaks for one mailbox. */
export type Gmail = {
  units: Units
  profile(): Promise<Account>
  /** What happened after a history id; `expired` when Gmail no longer knows (valid about a week, sometimes hours). */
  history(since: string): Promise<History>
  /** One page of what matches a Gmail search, newest first. Undefined when Gmail no longer knows the token. */
  page(query: string, most: number, token?: string): Promise<{ ids: string[]; next?: string | undefined } | undefined>
  /** Message ids of one conversation, oldest first, drafts left out. */
  conversation(threadId: string): Promise<string[]>
  /** One message as it was received, or undefined when it is gone. */
  message(id: string): Promise<RawMessage | undefined>
  attachment: OpenAttachment
  /** `refused`: the topic is gone, or Gmail may not publish to it. */
  watch(topic: string): Promise<{ outcome: 'watching'; expiresAt: Date } | { outcome: 'refused'; status: number }>
  stopWatch(): Promise<void>
  drafts: GmailDrafts
}

export type Account = { address: string; historyId: string; name: string; aliases: string[]; sendAs: Sender[] }

/** An address Gmail lets this mailbox write as. The signature is HTML, as its owner wrote it. */
export type Sender = { address: string; name: string; replyTo: string; signature: string; isDefault: boolean }

export type RawMessage = {
  id: string
  threadId: string
  labels: string[]
  receivedAt: Date
  snippet: string
  raw: Uint8Array
}

export function gmail(env: Env, accessToken: string): Gmail {
  const units: Units = { granted: 0, used: 0 }
  const api = connect(env, accessToken, units)

  return {
    units,

    async profile() {
      const users = await api()
      const [{ data: profile }, { data: settings }] = await calls(() =>
        Promise.all([users.getProfile({ userId: 'me' }), users.settings.sendAs.list({ userId: 'me' })]),
      )
      const { emailAddress, historyId } = believe(Profile, profile)
      const { sendAs } = believe(SendAs, settings)
      return {
        address: emailAddress.toLowerCase(),
        historyId,
        name: sendAs.find(({ isPrimary }) => isPrimary)?.displayName ?? '',
        aliases: sendAs.map(({ sendAsEmail }) => sendAsEmail.toLowerCase()),
        sendAs: sendAs.filter(isVerified).map(toSender),
      }
    },

    history: (since) => readHistory(api, since),

    async page(query, most, token) {
      const users = await api()
      const asked = { userId: 'me', q: query, maxResults: most, ...(token && { pageToken: token }) }
      const answer = await unlessMissing(() => users.messages.list(asked), token ? [400] : [])
      if (!answer) return undefined
      const { messages, nextPageToken } = believe(MessagePage, answer.data)
      return { ids: [...new Set(messages.map(({ id }) => id))], next: nextPageToken }
    },

    async conversation(threadId) {
      const users = await api()
      const answer = await unlessMissing(() => users.threads.get({ userId: 'me', id: threadId, format: 'minimal' }))
      if (!answer) return []
      const thread = believe(Conversation, answer.data)
      return same(thread, threadId).messages.flatMap(({ id, labelIds }) => (isAside(labelIds) ? [] : id))
    },

    async message(id) {
      const users = await api()
      const answer = await unlessMissing(() => users.messages.get({ userId: 'me', id, format: 'raw' }))
      if (!answer) return undefined
      const { threadId, labelIds, internalDate, snippet, raw } = same(believe(Message, answer.data), id)
      const receivedAt = new Date(Number(internalDate))
      return { id, threadId, labels: labelIds, receivedAt, snippet, raw: Buffer.from(raw, 'base64url') }
    },

    async watch(topicName) {
      const users = await api()
      const answer = await unlessDenied(() => users.watch({ userId: 'me', requestBody: { topicName } }))
      if (typeof answer === 'number') return { outcome: 'refused', status: answer }
      return { outcome: 'watching', expiresAt: new Date(Number(believe(Watch, answer.data).expiration)) }
    },

    async stopWatch() {
      const users = await api()
      await calls(() => users.stop({ userId: 'me' }))
    },

    attachment: attachmentsOf(env, accessToken, api),
    drafts: draftsOf(api),
  }
}

/** What was asked for, and nothing else under its name. */
function same<T extends { id: string }>(answer: T, id: string): T {
  if (answer.id !== id) throw new Unreadable('Gmail answers for another message')
  return answer
}

type Listed = z.infer<typeof SendAs>['sendAs'][number]

/** Gmail: from a custom address that is not accepted, it would send under another. */
const isVerified = ({ isPrimary, verificationStatus }: Listed) => isPrimary || verificationStatus === 'accepted'

const toSender = ({ sendAsEmail, displayName, replyToAddress, signature, isDefault }: Listed): Sender => ({
  address: sendAsEmail.toLowerCase(),
  name: displayName,
  replyTo: replyToAddress.toLowerCase(),
  signature,
  isDefault,
})
