import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js'
import type { Env } from '../env.ts'
import { Unauthorized, Unavailable } from '../errors.ts'

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

/** A Gmail draft is a one-shot token: sending consumes it, so it cannot be sent twice. */
export type GmailDrafts = {
  create(raw: string, threadId: string): Promise<{ outcome: 'created'; draftId: string } | Rejected>
  send(draftId: string): Promise<{ outcome: 'sent'; messageId: string } | { outcome: 'gone' } | Rejected>
  exists(draftId: string): Promise<boolean>
  /** The draft, or the sent message, that carries this value in its X-Approval header. */
  findByApproval(threadId: string, approval: string): Promise<{ draftId?: string; sentId?: string }>
}

type Rejected = { outcome: 'rejected'; why: string }

export type RawMessage = {
  id: string
  threadId: string
  labels: string[]
  receivedAt: Date
  snippet: string
  raw: Uint8Array
}

/** Names the approval a reply was sent for. Gmail may rewrite Message-ID; it leaves X- headers alone. */
export const APPROVAL_HEADER = 'X-AssistantAI-Approval'

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

function draftsOf(api: Api): GmailDrafts {
  return {
    async create(raw, threadId) {
      const users = await api()
      const requestBody = { message: { raw, threadId } }
      const created = await unlessRejected(() => users.drafts.create({ userId: 'me', requestBody }))
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

    async findByApproval(threadId, approval) {
      const users = await api()
      const thread = await unlessMissing(() =>
        users.threads.get({ userId: 'me', id: threadId, format: 'metadata', metadataHeaders: [APPROVAL_HEADER] }),
      )
      const ours = thread?.data.messages?.find((message) =>
        message.payload?.headers?.some(
          ({ name, value }) => name?.toLowerCase() === APPROVAL_HEADER.toLowerCase() && value === approval,
        ),
      )
      if (!ours?.id) return {}
      if (!ours.labelIds?.includes('DRAFT')) return { sentId: ours.id }

      const { data } = await calls(() => users.drafts.list({ userId: 'me', maxResults: 500 }))
      const draft = data.drafts?.find(({ message }) => message?.id === ours.id)
      return draft?.id ? { draftId: draft.id } : {}
    },
  }
}

type Api = () => Promise<gmail_v1.Resource$Users>

/** The SDK weighs a third of a second; it is loaded by the first call, not by the door. */
function connect(env: Env, accessToken: string): Api {
  let users: gmail_v1.Resource$Users | undefined
  return async () => {
    if (users) return users
    const { gmail: create } = await import('googleapis/build/src/apis/gmail/index.js')
    users = create({
      version: 'v1',
      headers: { authorization: `Bearer ${accessToken}` },
      // The queue is what retries; the SDK would do so behind the lease's back.
      retry: false,
      timeout: 30_000,
      // The SDK keeps only the host of a root URL, and none of it for uploads: addresses are mapped here, for all calls.
      fetchImplementation: (input: RequestInfo | URL, init?: RequestInit) => {
        const address = input instanceof Request ? input.url : String(input)
        return fetch(address.replace(/^https:\/\/(gmail|www)\.googleapis\.com/, env.GMAIL_URL), init)
      },
    }).users
    return users
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

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await calls(call)
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}

/** What Gmail will never take, however often it is asked: as a sentence for the human. */
async function unlessRejected<T>(call: () => Promise<T>): Promise<T | string> {
  try {
    return await calls(call)
  } catch (error) {
    if (statusOf(error) === 413) return 'Gmail refuses this reply: it is too large'
    if (statusOf(error) === 400) return 'Gmail refuses this reply'
    throw error
  }
}

/** Busy, broken and unreachable become `Unavailable`, so that the queue knows to come back. */
async function calls<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const status = statusOf(error)
    if (status === 401) throw new Unauthorized('Gmail does not accept the token', { cause: error })
    if (status === undefined || status === 429 || status >= 500 || isRateLimit(error)) {
      throw new Unavailable(`Gmail answers ${status ?? 'nothing'}`, retryAfter(error), { cause: error })
    }
    throw error
  }
}

type Failed = { status?: unknown; response?: { status?: unknown; headers?: Headers; data?: unknown } }

const statusOf = (error: unknown): number | undefined => {
  const { status, response } = (error ?? {}) as Failed
  const known = response?.status ?? status
  return typeof known === 'number' ? known : undefined
}

const isRateLimit = (error: unknown) =>
  /rateLimitExceeded/i.test(JSON.stringify((error as Failed).response?.data ?? ''))

const retryAfter = (error: unknown) => Number((error as Failed).response?.headers?.get?.('retry-after')) || 0
