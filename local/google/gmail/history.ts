import { Hono } from 'hono'
import { GoogleError } from '../errors.ts'
import type { HistoryRecord, HistoryType, Mailbox } from '../mailbox/mailbox.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'

// "Typically available for at least a week" (Gmail: users.history.list).
const lifetime = 7 * 86_400_000

const types = new Map<string, HistoryType>([
  ['messageAdded', 'messagesAdded'],
  ['messageDeleted', 'messagesDeleted'],
  ['labelAdded', 'labelsAdded'],
  ['labelRemoved', 'labelsRemoved'],
])

export function historyRoutes(world: World, allow: Allow): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/', allow(may.browse), (c) => {
    const mailbox = c.get('mailbox')
    expire(mailbox, world.now() - lifetime)
    const params = new URL(c.req.url).searchParams
    const start = startOf(mailbox, params)
    const wanted = params.getAll('historyTypes').map(typeOf)
    const labelId = params.get('labelId')
    const size = Math.min(Number(params.get('maxResults') ?? 100) || 100, 500)
    const records = mailbox.history.filter(
      (record) =>
        BigInt(record.id) > start &&
        (wanted.length === 0 || wanted.includes(record.type)) &&
        (!labelId || record.message.labelIds.includes(labelId) || record.labelIds.includes(labelId)),
    )
    const page = records.slice(0, Math.max(1, size))
    const last = records.length > page.length ? page.at(-1) : undefined
    return c.json({
      ...(page.length > 0 && { history: page.map(resource) }),
      ...(last && { nextPageToken: last.id }),
      historyId: String(mailbox.historyId),
    })
  })
  return app
}

/** Where to read on from. Both an expired and a never issued id are answered 404: time for a full sync. */
function startOf(mailbox: Mailbox, params: URLSearchParams): bigint {
  const given = params.get('startHistoryId') ?? ''
  const token = params.get('pageToken') ?? ''
  if (!/^\d{1,20}$/.test(given)) throw new GoogleError(400, "Invalid value at 'start_history_id' (TYPE_UINT64)")
  if (!/^\d{0,20}$/.test(token)) throw new GoogleError(400, 'Invalid pageToken')
  const start = BigInt(given)
  if (start < mailbox.historyFloor || start > mailbox.historyId) throw GoogleError.notFound()
  return token === '' ? start : BigInt(token)
}

function expire(mailbox: Mailbox, before: number): void {
  while (mailbox.history[0] && mailbox.history[0].at < before) {
    mailbox.historyFloor = BigInt(mailbox.history.shift()?.id ?? mailbox.historyFloor)
  }
}

function typeOf(name: string): HistoryType {
  const type = types.get(name)
  if (!type) throw new GoogleError(400, `Invalid value at 'history_types': "${name}"`)
  return type
}

function resource({ id, type, message, labelIds }: HistoryRecord): object {
  const entry = type.startsWith('labels') ? { message, labelIds } : { message }
  return { id, messages: [{ id: message.id, threadId: message.threadId }], [type]: [entry] }
}
