import { Hono } from 'hono'
import { threadMessages } from '../mailbox/find.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { checkLabels, type LabelChange, relabel, trash, untrash } from '../mailbox/relabel.ts'
import { removeMessage } from '../mailbox/remove.ts'
import { readMail } from '../mime/mail.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'
import { readResource } from './body.ts'
import { listKey, search } from './criteria.ts'
import { LabelEdit, labelChange } from './label-edit.ts'
import { messageResource, readView } from './message-resource.ts'
import { pageOf } from './page.ts'

export function threadRoutes(world: World, allow: Allow): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/', allow(may.browse), (c) => {
    // Newest match first, so the first match of each thread places it.
    const found = [
      ...new Map(
        search(world, c)
          .toReversed()
          .map((message) => [message.threadId, message]),
      ).values(),
    ]
    found.sort((one, other) => (listKey(one) < listKey(other) ? 1 : -1))
    const { page, next } = pageOf(found, c.req.url, listKey)
    const threads = page.map(({ threadId }) => threadSummary(threadMessages(c.get('mailbox'), threadId)))
    return c.json({ ...(threads.length > 0 && { threads }), ...next, resultSizeEstimate: found.length })
  })
  app.get('/:id', allow(may.browse), (c) => {
    const view = readView(c.req.url, c.get('scopes'))
    const mailbox = c.get('mailbox')
    const messages = threadMessages(mailbox, c.req.param('id'))
    return c.json({
      id: c.req.param('id'),
      historyId: newestHistoryId(messages),
      messages: messages.map((message) => messageResource(mailbox, message, view)),
    })
  })
  app.delete('/:id', allow(may.erase), (c) => {
    const mailbox = c.get('mailbox')
    for (const message of threadMessages(mailbox, c.req.param('id'))) removeMessage(world, mailbox, message)
    return c.body(null, 204)
  })
  app.post('/:id/modify', allow(may.modify), async (c) => {
    const change = labelChange(await readResource(c, LabelEdit))
    checkLabels(c.get('mailbox'), change)
    return c.json(relabelThread(world, c.get('mailbox'), c.req.param('id'), change))
  })
  for (const [verb, change] of [['trash', trash] as const, ['untrash', untrash] as const]) {
    app.post(`/:id/${verb}`, allow(may.modify), (c) =>
      c.json(relabelThread(world, c.get('mailbox'), c.req.param('id') ?? '', change)),
    )
  }
  return app
}

function relabelThread(world: World, mailbox: Mailbox, threadId: string, change: LabelChange): object {
  const messages = threadMessages(mailbox, threadId)
  for (const message of messages) relabel(world, mailbox, message, change)
  return { id: threadId, messages: messages.map(({ id, labelIds }) => ({ id, threadId, labelIds })) }
}

function threadSummary(messages: Message[]): object {
  const newest = messages.at(-1)
  return { id: newest?.threadId, snippet: newest && readMail(newest.raw).snippet, historyId: newestHistoryId(messages) }
}

function newestHistoryId(messages: Message[]): string {
  return String(
    messages.reduce((newest, { historyId }) => (BigInt(historyId) > newest ? BigInt(historyId) : newest), 0n),
  )
}
