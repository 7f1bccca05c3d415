import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js'
import type { Env } from '../env.ts'
import { calls, connect, unlessMissing } from './gmail-api.ts'
import { draftsOf, type GmailDrafts } from './gmail-drafts.ts'

/** The part of Gmail we use, in our own words. One instance speaks for one mailbox. */
export type Gmail = {
  profile(): Promise<{ address: string; historyId: string; name: string; aliases: string[] }>
  /** What happened after a history id; `expired` when Gmail no longer knows (valid about a week, sometimes hours). */
  history(since: string): Promise<{ outcome: 'changes'; added: string[]; historyId: string } | { outcome: 'expired' }>
  /** Message ids that match a Gmail search, newest first, at most `most`. */
  search(query: string, most: number): Promise<string[]>
  /** Message ids of one conversation, oldest first, drafts left out. */
  conversation(threadId: string): Promise<string[]>
  /** One message as it was received, or undefined when it is gone. */
  message(id: string): Promise<RawMessage | undefined>
  watch(topic: string): Promise<{ expiresAt: Date }>
  stopWatch(): Promise<void>
  drafts: GmailDrafts
}

export type RawMessage = {
  id: string
  threadId: string
  labels: string[]
  receivedAt: Date
  snippet: string
  raw: Uint8Array
}

export function gmail(env: Env, accessToken: string): Gmail {
  const api = connect(env, accessToken)

  return {
    async profile() {
      const users = await api()
      const [{ data: profile }, { data: aliases }] = await calls(() =>
        Promise.all([users.getProfile({ userId: 'me' }), users.settings.sendAs.list({ userId: 'me' })]),
      )
      const primary = aliases.sendAs?.find((alias) => alias.isPrimary)
      return {
        address: (profile.emailAddress ?? '').toLowerCase(),
        historyId: profile.historyId ?? '',
        name: primary?.displayName ?? '',
        aliases: (aliases.sendAs ?? []).map((alias) => (alias.sendAsEmail ?? '').toLowerCase()),
      }
    },

    async history(since) {
      const users = await api()
      const added = new Set<string>()
      let [pageToken, historyId]: [string | undefined, string] = [undefined, since]
      do {
        const page = await unlessMissing(() =>
          users.history.list({ userId: 'me', startHistoryId: since, historyTypes: ['messageAdded'], ...at(pageToken) }),
        )
        if (!page) return { outcome: 'expired' }
        for (const { message } of (page.data.history ?? []).flatMap((change) => change.messagesAdded ?? [])) {
          if (message?.id && !isAside(message.labelIds ?? [])) added.add(message.id)
        }
        historyId = page.data.historyId ?? historyId
        pageToken = page.data.nextPageToken ?? undefined
      } while (pageToken)
      return { outcome: 'changes', added: [...added], historyId }
    },

    async search(query, most) {
      const users = await api()
      const ids: string[] = []
      let pageToken: string | undefined
      do {
        const { data } = await calls(() =>
          users.messages.list({
            userId: 'me',
            q: query,
            maxResults: Math.min(500, most - ids.length),
            ...at(pageToken),
          }),
        )
        ids.push(...(data.messages ?? []).flatMap(({ id }) => id ?? []))
        pageToken = data.nextPageToken ?? undefined
      } while (pageToken && ids.length < most)
      return ids
    },

    async conversation(threadId) {
      const users = await api()
      const thread = await unlessMissing(() => users.threads.get({ userId: 'me', id: threadId, format: 'minimal' }))
      return (thread?.data.messages ?? []).flatMap(({ id, labelIds }) => (id && !isAside(labelIds ?? []) ? id : []))
    },

    async message(id) {
      const users = await api()
      const found = await unlessMissing(() => users.messages.get({ userId: 'me', id, format: 'raw' }))
      return found && toRawMessage(found.data)
    },

    async watch(topicName) {
      const users = await api()
      const { data } = await calls(() => users.watch({ userId: 'me', requestBody: { topicName } }))
      return { expiresAt: new Date(Number(data.expiration)) }
    },

    async stopWatch() {
      const users = await api()
      await calls(() => users.stop({ userId: 'me' }))
    },

    drafts: draftsOf(api),
  }
}

/** Drafts are ours or the owner's unfinished work; spam and trash were judged already. */
const isAside = (labels: string[]) => labels.some((label) => ['DRAFT', 'SPAM', 'TRASH', 'CHAT'].includes(label))

const at = (pageToken: string | undefined) => (pageToken ? { pageToken } : {})

const toRawMessage = (data: gmail_v1.Schema$Message): RawMessage => ({
  id: data.id ?? '',
  threadId: data.threadId ?? '',
  labels: data.labelIds ?? [],
  receivedAt: new Date(Number(data.internalDate)),
  snippet: data.snippet ?? '',
  raw: Buffer.from(data.raw ?? '', 'base64url'),
})
