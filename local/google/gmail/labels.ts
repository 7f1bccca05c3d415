import { Hono } from 'hono'
import * as z from 'zod'
import { GoogleError } from '../errors.ts'
import { systemLabels } from '../mailbox/labels.ts'
import type { Label, Mailbox } from '../mailbox/mailbox.ts'
import { relabel } from '../mailbox/relabel.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'
import { readResource } from './body.ts'

const LabelInput = z.object({
  name: z.string().nullish(),
  messageListVisibility: z.string().optional(),
  labelListVisibility: z.string().optional(),
  color: z.object({ textColor: z.string(), backgroundColor: z.string() }).optional(),
})

export function labelRoutes(world: World, allow: Allow): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/', allow(may.readLabels), (c) => {
    const own = [...c.get('mailbox').labels.values()].map(resource)
    return c.json({ labels: [...systemLabels.map((id) => ({ id, name: id, type: 'system' })), ...own] })
  })
  app.post('/', allow(may.labels), async (c) => {
    const { name, ...settings } = await readResource(c, LabelInput)
    const mailbox = c.get('mailbox')
    checkName(mailbox, name ?? '')
    const label = { id: `Label_${++mailbox.serial}`, name: name ?? '', settings }
    mailbox.labels.set(label.id, label)
    world.changed()
    return c.json(resource(label))
  })
  app.get('/:id', allow(may.readLabels), (c) => {
    const id = c.req.param('id')
    const mailbox = c.get('mailbox')
    const own = mailbox.labels.get(id)
    if (!own && !systemLabels.includes(id)) throw GoogleError.notFound()
    return c.json({ ...(own ? resource(own) : { id, name: id, type: 'system' }), ...countsOf(mailbox, id) })
  })
  app.on(['PATCH', 'PUT'], '/:id', allow(may.labels), async (c) => {
    const { name, ...settings } = await readResource(c, LabelInput)
    const mailbox = c.get('mailbox')
    const label = ownLabel(mailbox, c.req.param('id'))
    if (name && name !== label.name) checkName(mailbox, name)
    label.name = name || label.name
    label.settings = c.req.method === 'PUT' ? settings : { ...label.settings, ...settings }
    world.changed()
    return c.json(resource(label))
  })
  app.delete('/:id', allow(may.labels), (c) => {
    const mailbox = c.get('mailbox')
    const { id } = ownLabel(mailbox, c.req.param('id'))
    for (const message of mailbox.messages.values()) relabel(world, mailbox, message, { remove: [id] })
    mailbox.labels.delete(id)
    world.changed()
    return c.body(null, 204)
  })
  return app
}

function resource({ id, name, settings }: Label): object {
  return { id, name, messageListVisibility: 'show', labelListVisibility: 'labelShow', ...settings, type: 'user' }
}

function checkName(mailbox: Mailbox, name: string): void {
  const wanted = name.trim().toLowerCase()
  if (wanted === '') throw new GoogleError(400, 'Invalid label name')
  const taken = [...systemLabels, ...[...mailbox.labels.values()].map((label) => label.name)]
  if (taken.some((other) => other.toLowerCase() === wanted))
    throw new GoogleError(409, 'Label name exists or conflicts')
}

function ownLabel(mailbox: Mailbox, id: string): Label {
  const label = mailbox.labels.get(id)
  if (label) return label
  throw systemLabels.includes(id) ? new GoogleError(400, 'Invalid update request') : GoogleError.notFound()
}

function countsOf(mailbox: Mailbox, id: string): object {
  const messages = [...mailbox.messages.values()].filter(({ labelIds }) => labelIds.includes(id))
  const unread = messages.filter(({ labelIds }) => labelIds.includes('UNREAD'))
  const threads = (list: typeof messages) => new Set(list.map(({ threadId }) => threadId)).size
  return {
    messagesTotal: messages.length,
    messagesUnread: unread.length,
    threadsTotal: threads(messages),
    threadsUnread: threads(unread),
  }
}
