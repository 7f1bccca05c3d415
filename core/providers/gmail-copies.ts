import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js'
import { Unavailable } from '../errors.ts'
import { calls, unlessMissing } from './gmail-api.ts'

type Users = gmail_v1.Resource$Users
type Message = gmail_v1.Schema$Message

/** Names the approval a reply was sent for. Gmail may rewrite Message-ID; it leaves X- headers alone. */
export const APPROVAL_HEADER = 'X-AssistantAI-Approval'

export const messageIdFor = (approval: string) => `${approval}@mail.assistantai.invalid`

/** Our draft or sent message in its conversation. A sent copy settles it, whatever drafts lie beside it. */
export async function copyIn(users: Users, threadId: string, approval: string): Promise<Message | undefined> {
  const thread = await unlessMissing(() =>
    users.threads.get({ userId: 'me', id: threadId, format: 'metadata', metadataHeaders: [APPROVAL_HEADER] }),
  )
  if (!thread) return undefined
  if (!thread.data.messages) throw new Unavailable('Gmail shows a conversation without its messages')
  return chosen(thread.data.messages.filter((message) => carries(message, approval)))
}

/** Where the owner, or Gmail, has put it into another conversation, or into the trash with its own. */
export async function copyLike(users: Users, approval: string): Promise<Message | undefined> {
  const q = `in:anywhere rfc822msgid:${messageIdFor(approval)}`
  const { data } = await calls(() => users.messages.list({ userId: 'me', q, includeSpamTrash: true }))
  const found = await Promise.all((data.messages ?? []).map(({ id }) => head(users, id ?? '')))
  return chosen(found.filter((message) => message && carries(message, approval)))
}

/**
 * The id of what was sent after a point in Gmail's history. What was erased for good has no header left to know it by:
 * in our conversation it is taken for ours, for nobody may be mailed twice.
 */
export async function copySince(
  users: Users,
  { historyId, threadId, approval }: { historyId: string; threadId: string; approval: string },
): Promise<string | undefined> {
  for (const { id, threadId: where } of await sentAfter(users, historyId)) {
    if (!id) continue
    const message = await head(users, id)
    if (message ? carries(message, approval) : where === threadId) return id
  }
  return undefined
}

async function sentAfter(users: Users, startHistoryId: string): Promise<Message[]> {
  const sent: Message[] = []
  let pageToken: string | undefined
  do {
    const page = await unlessMissing(() =>
      users.history.list({
        userId: 'me',
        startHistoryId,
        historyTypes: ['messageAdded'],
        ...(pageToken && { pageToken }),
      }),
    )
    const added = (page?.data.history ?? []).flatMap(({ messagesAdded }) => messagesAdded ?? [])
    sent.push(...added.flatMap(({ message }) => (message?.labelIds?.includes('SENT') ? message : [])))
    pageToken = page?.data.nextPageToken ?? undefined
  } while (pageToken)
  return sent
}

async function head(users: Users, id: string): Promise<Message | undefined> {
  const found = await unlessMissing(() =>
    users.messages.get({ userId: 'me', id, format: 'metadata', metadataHeaders: [APPROVAL_HEADER] }),
  )
  return found?.data
}

/** Only what Gmail labels so was sent; a draft thrown into the trash may have lost its label, and went nowhere. */
const chosen = (ours: (Message | undefined)[]): Message | undefined =>
  ours.find((message) => message?.labelIds?.includes('SENT')) ??
  ours.find((message) => message?.labelIds?.includes('DRAFT'))

const carries = ({ payload }: Message, approval: string): boolean =>
  payload?.headers?.some(
    ({ name, value }) => name?.toLowerCase() === APPROVAL_HEADER.toLowerCase() && value === approval,
  ) ?? false
