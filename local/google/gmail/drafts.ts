import { Hono } from 'hono'
import { addMessage } from '../mailbox/add.ts'
import { findDraft } from '../mailbox/find.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { removeMessage } from '../mailbox/remove.ts'
import { checkRecipients, send } from '../mailbox/send.ts'
import { threadOfDraft } from '../mailbox/thread.ts'
import { readMail } from '../mime/mail.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'
import { type MessageInput, readDraft, requireRaw } from './body.ts'
import { listKey, search } from './criteria.ts'
import { messageResource, readView } from './message-resource.ts'
import { pageOf } from './page.ts'

export function draftRoutes(world: World, allow: Allow): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/', allow(may.readDrafts), (c) => {
    const { drafts } = c.get('mailbox')
    const idOf = new Map([...drafts].map(([id, messageId]) => [messageId, id]))
    const found = search(world, c).filter(({ id }) => idOf.has(id))
    const { page, next } = pageOf(found, c.req.url, listKey)
    const list = page.map(({ id, threadId }) => ({ id: idOf.get(id), message: { id, threadId } }))
    return c.json({ ...(list.length > 0 && { drafts: list }), ...next, resultSizeEstimate: found.length })
  })
  app.post('/', allow(may.compose), async (c) => {
    const { message } = await readDraft(c)
    const mailbox = c.get('mailbox')
    const id = nextDraftId(world, mailbox)
    return c.json(brief(id, store(world, mailbox, id, message, undefined)))
  })
  app.post('/send', allow(may.compose), async (c) => {
    const { id = '', message } = await readDraft(c)
    const mailbox = c.get('mailbox')
    const draft = findDraft(mailbox, id)
    const raw = message?.raw ?? draft.raw
    const mail = readMail(raw)
    checkRecipients(mail)
    const threadId = threadOfDraft(mailbox, mail, message?.threadId ?? draft.threadId, draft.id)
    // Nothing awaits from here on: the draft is consumed and the mail sent, or neither.
    removeMessage(world, mailbox, draft)
    const sent = send(world, mailbox, raw, threadId)
    return c.json({ id: sent.id, threadId: sent.threadId, labelIds: sent.labelIds })
  })
  app.get('/:id', allow(may.readDrafts), (c) => {
    const mailbox = c.get('mailbox')
    const message = findDraft(mailbox, c.req.param('id'))
    return c.json({
      id: c.req.param('id'),
      message: messageResource(mailbox, message, readView(c.req.url, c.get('scopes'))),
    })
  })
  app.put('/:id', allow(may.compose), async (c) => {
    const { message } = await readDraft(c)
    const mailbox = c.get('mailbox')
    const id = c.req.param('id')
    return c.json(brief(id, store(world, mailbox, id, message, findDraft(mailbox, id))))
  })
  app.delete('/:id', allow(may.compose), (c) => {
    removeMessage(world, c.get('mailbox'), findDraft(c.get('mailbox'), c.req.param('id')))
    return c.body(null, 204)
  })
  return app
}

/** Updating replaces the message: the draft's id stays, its message gets a new one. */
function store(
  world: World,
  mailbox: Mailbox,
  id: string,
  message: MessageInput | undefined,
  replaced: Message | undefined,
): Message {
  const raw = requireRaw(message)
  const threadId = threadOfDraft(mailbox, readMail(raw), message?.threadId ?? replaced?.threadId, replaced?.id)
  if (replaced) removeMessage(world, mailbox, replaced)
  const stored = addMessage(world, mailbox, { raw, labelIds: ['DRAFT'], threadId })
  mailbox.drafts.set(id, stored.id)
  world.changed()
  return stored
}

function nextDraftId(world: World, mailbox: Mailbox): string {
  return `r${(BigInt(Math.trunc(world.now())) * 1_000_003n + BigInt(mailbox.serial++)) % 10n ** 19n}`
}

function brief(id: string, { id: messageId, threadId, labelIds }: Message): object {
  return { id, message: { id: messageId, threadId, labelIds } }
}
