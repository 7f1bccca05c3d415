import { Hono } from 'hono'
import * as z from 'zod'
import { GoogleError } from '../errors.ts'
import { addMessage } from '../mailbox/add.ts'
import { findMessage } from '../mailbox/find.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { checkLabels, relabel, trash, untrash } from '../mailbox/relabel.ts'
import { removeMessage } from '../mailbox/remove.ts'
import { checkRecipients, send } from '../mailbox/send.ts'
import { threadOfArrival, threadOfDraft } from '../mailbox/thread.ts'
import { readMail } from '../mime/mail.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'
import { readAttachment } from './attachment-id.ts'
import { type MessageInput, readMessage, readResource, requireRaw } from './body.ts'
import { listKey, search } from './criteria.ts'
import { LabelEdit, labelChange } from './label-edit.ts'
import { messageResource, readView } from './message-resource.ts'
import { pageOf } from './page.ts'

const Ids = z.object({ ids: z.array(z.string()).max(1000).nullish() })

export function messageRoutes(world: World, allow: Allow): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/', allow(may.browse), (c) => {
    const found = search(world, c)
    const { page, next } = pageOf(found, c.req.url, listKey)
    const messages = page.map(({ id, threadId }) => ({ id, threadId }))
    return c.json({ ...(messages.length > 0 && { messages }), ...next, resultSizeEstimate: found.length })
  })
  app.post('/', allow(may.insert), async (c) => {
    const added = insert(
      world,
      c.get('mailbox'),
      await readMessage(c),
      c.req.query('internalDateSource') === 'dateHeader',
    )
    return c.json(brief(added))
  })
  app.post('/import', allow(may.insert), async (c) => {
    const added = insert(
      world,
      c.get('mailbox'),
      await readMessage(c),
      c.req.query('internalDateSource') !== 'receivedTime',
    )
    return c.json(brief(added))
  })
  app.post('/send', allow(may.send), async (c) => {
    const message = await readMessage(c)
    const raw = requireRaw(message)
    const mail = readMail(raw)
    checkRecipients(mail)
    const mailbox = c.get('mailbox')
    return c.json(brief(send(world, mailbox, raw, threadOfDraft(mailbox, mail, message.threadId))))
  })
  app.post('/batchModify', allow(may.modify), async (c) => {
    const { ids, ...edit } = await readResource(c, Ids.extend(LabelEdit.shape))
    const change = labelChange(edit)
    checkLabels(c.get('mailbox'), change)
    for (const message of present(c.get('mailbox'), ids)) relabel(world, c.get('mailbox'), message, change)
    return c.body(null, 204)
  })
  app.post('/batchDelete', allow(may.erase), async (c) => {
    const { ids } = await readResource(c, Ids)
    for (const message of present(c.get('mailbox'), ids)) removeMessage(world, c.get('mailbox'), message)
    return c.body(null, 204)
  })
  app.get('/:id', allow(may.browse), (c) => {
    const view = readView(c.req.url, c.get('scopes'))
    const mailbox = c.get('mailbox')
    return c.json(messageResource(mailbox, findMessage(mailbox, c.req.param('id')), view))
  })
  app.delete('/:id', allow(may.erase), (c) => {
    removeMessage(world, c.get('mailbox'), findMessage(c.get('mailbox'), c.req.param('id')))
    return c.body(null, 204)
  })
  app.post('/:id/modify', allow(may.modify), async (c) => {
    const change = labelChange(await readResource(c, LabelEdit))
    const message = findMessage(c.get('mailbox'), c.req.param('id'))
    checkLabels(c.get('mailbox'), change)
    relabel(world, c.get('mailbox'), message, change)
    return c.json(brief(message))
  })
  for (const [verb, change] of [['trash', trash] as const, ['untrash', untrash] as const]) {
    app.post(`/:id/${verb}`, allow(may.modify), (c) => {
      const message = findMessage(c.get('mailbox'), c.req.param('id') ?? '')
      relabel(world, c.get('mailbox'), message, change)
      return c.json(brief(message))
    })
  }
  app.get('/:id/attachments/:attachmentId', allow(may.read), (c) => {
    const message = findMessage(c.get('mailbox'), c.req.param('id'))
    const data = readAttachment(message, c.req.param('attachmentId'))
    return c.json({ size: data.length, data: data.toString('base64url') })
  })
  return app
}

function insert(world: World, mailbox: Mailbox, message: MessageInput, byDateHeader: boolean): Message {
  const raw = requireRaw(message)
  const { labelIds } = message
  checkLabels(mailbox, { add: labelIds.filter((id) => id !== 'SENT' && id !== 'DRAFT') })
  const mail = readMail(raw)
  const threadId = threadOfDraft(mailbox, mail, message.threadId) ?? threadOfArrival(mailbox, mail)
  return addMessage(world, mailbox, { raw, labelIds, threadId, internalDate: byDateHeader ? mail.date : undefined })
}

function present(mailbox: Mailbox, ids: string[] | null | undefined): Message[] {
  if (!ids || ids.length === 0) throw new GoogleError(400, 'No message ids specified.')
  return [...new Set(ids)].flatMap((id) => mailbox.messages.get(id) ?? [])
}

function brief({ id, threadId, labelIds }: Message): object {
  return { id, threadId, ...(labelIds.length > 0 && { labelIds }) }
}
