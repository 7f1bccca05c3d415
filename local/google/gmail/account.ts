import { Hono } from 'hono'
import * as z from 'zod'
import { GoogleError } from '../errors.ts'
import { isLabel } from '../mailbox/labels.ts'
import type { Mailbox, SendAs } from '../mailbox/mailbox.ts'
import { may } from '../oauth/scopes.ts'
import type { World } from '../world.ts'
import type { Allow, GmailEnv, GmailRoutes } from './allow.ts'
import { readResource } from './body.ts'

// A watch ends after seven days unless it is renewed (Gmail: "Renewing mailbox watch").
const watchLifetime = 7 * 86_400_000

const WatchInput = z.object({
  topicName: z.string().nullish(),
  labelIds: z.array(z.string()).nullish(),
  labelFilterBehavior: z.string().nullish(),
  labelFilterAction: z.string().nullish(),
})

/** What concerns the mailbox as a whole: profile, aliases, watch. */
export function accountRoutes(world: World, allow: Allow, topic: string | undefined): GmailRoutes {
  const app = new Hono<GmailEnv>()
  app.get('/profile', allow(may.profile), (c) => {
    const { address, messages, historyId } = c.get('mailbox')
    const threads = new Set([...messages.values()].map(({ threadId }) => threadId))
    const counts = { messagesTotal: messages.size, threadsTotal: threads.size }
    return c.json({ emailAddress: address, ...counts, historyId: String(historyId) })
  })
  app.get('/settings/sendAs', allow(may.readSettings), (c) => {
    const mailbox = c.get('mailbox')
    return c.json({ sendAs: mailbox.sendAs.map((alias) => aliasResource(mailbox, alias)) })
  })
  app.get('/settings/sendAs/:email', allow(may.readSettings), (c) => {
    const mailbox = c.get('mailbox')
    const wanted = c.req.param('email').toLowerCase()
    const alias = mailbox.sendAs.find(({ email }) => email.toLowerCase() === wanted)
    if (!alias) throw GoogleError.notFound()
    return c.json(aliasResource(mailbox, alias))
  })
  app.post('/watch', allow(may.browse), async (c) => {
    const { topicName, labelIds, labelFilterBehavior, labelFilterAction } = await readResource(c, WatchInput)
    const mailbox = c.get('mailbox')
    checkTopic(topicName ?? '', topic)
    const unknown = labelIds?.find((id) => !isLabel(mailbox, id))
    if (unknown !== undefined) throw new GoogleError(400, `Invalid label: ${unknown}`)
    const exclude = /^exclude$/i.test(labelFilterBehavior ?? labelFilterAction ?? '')
    const expiration = world.now() + watchLifetime
    const behavior = exclude ? 'exclude' : 'include'
    mailbox.watch = { topicName: topicName ?? '', labelIds: labelIds ?? [], behavior, expiration }
    world.changed()
    return c.json({ historyId: String(mailbox.historyId), expiration: String(expiration) })
  })
  app.post('/stop', allow(may.browse), (c) => {
    c.get('mailbox').watch = undefined
    world.changed()
    return c.body(null, 204)
  })
  return app
}

function aliasResource(mailbox: Mailbox, { email, name, signature = '' }: SendAs): object {
  const primary = email.toLowerCase() === mailbox.address
  return {
    sendAsEmail: email,
    displayName: name,
    replyToAddress: '',
    signature,
    isPrimary: primary,
    isDefault: primary,
    ...(!primary && { treatAsAlias: true, verificationStatus: 'accepted' }),
  }
}

function checkTopic(name: string, topic: string | undefined): void {
  if (name === '') throw new GoogleError(400, 'Missing required field: topicName')
  if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(name)) {
    throw new GoogleError(400, 'Invalid topicName does not match projects/*/topics/*')
  }
  if (topic !== undefined && name !== topic) {
    throw new GoogleError(404, `Error sending test message to Cloud PubSub ${name} : Resource not found`)
  }
}
