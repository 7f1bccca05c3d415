import { GoogleError } from '../errors.ts'
import { formatAddress, type Person } from '../mime/addresses.ts'
import { bounceOf } from '../mime/bounce.ts'
import { editHead } from '../mime/edit-head.ts'
import { fieldValue } from '../mime/fields.ts'
import { type Mail, readMail } from '../mime/mail.ts'
import { token } from '../token.ts'
import type { World } from '../world.ts'
import { addMessage } from './add.ts'
import { deliver } from './deliver.ts'
import { findMailbox, ownAddresses } from './find.ts'
import type { Mailbox, Message } from './mailbox.ts'

/** Sends in one step: nothing can happen between the sender's copy, the deliveries and the bounces. */
export function send(world: World, mailbox: Mailbox, raw: Uint8Array, threadId: string | undefined): Message {
  const stamped = stamp(world, mailbox, raw)
  const mail = readMail(stamped)
  const addresses = [...new Set([...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address))]
  const local = new Set(addresses.flatMap((address) => findMailbox(world, address) ?? []))
  const outside = addresses.filter((address) => !findMailbox(world, address))
  const message = addMessage(world, mailbox, {
    raw: stamped,
    // Mail to oneself is one message that is both sent and received.
    labelIds: local.has(mailbox) ? ['UNREAD', 'SENT', 'INBOX'] : ['SENT'],
    threadId,
  })
  const sender = mail.from[0]?.address ?? mailbox.address
  const travelling = editHead(stamped, { drop: ['bcc'] })
  for (const recipient of local) {
    if (recipient !== mailbox) deliver(world, recipient, withTrace(world, travelling, sender, recipient.address))
  }
  if (outside.length > 0) {
    const { messageId, subject } = mail
    world.outside.push({ at: world.now(), from: sender, to: outside, messageId, subject, raw: travelling })
  }
  for (const failed of outside.filter((address) => /^bounce@|@bounce\.test$/.test(address))) {
    deliver(
      world,
      mailbox,
      bounceOf(travelling, { to: mailbox.address, failed, mark: token(world, 12), date: dateOf(world) }),
    )
  }
  return message
}

/** Refused before anything happens, as Gmail refuses it. */
export function checkRecipients({ to, cc, bcc }: Mail): void {
  const everyone: [string, Person[]][] = [
    ['To', to],
    ['Cc', cc],
    ['Bcc', bcc],
  ]
  if (everyone.every(([, people]) => people.length === 0)) throw new GoogleError(400, 'Recipient address required')
  for (const [header, people] of everyone) {
    if (people.some(({ address }) => !/^[^\s@]+@[^\s@]+$/.test(address))) {
      throw new GoogleError(400, `Invalid ${header} header`)
    }
  }
}

/** What Gmail changes on the way out: a foreign From, the Message-ID, the Date. */
function stamp(world: World, mailbox: Mailbox, raw: Uint8Array): Buffer {
  const { root, from } = readMail(raw)
  const drop = ['date']
  const top: [string, string][] = [['Date', dateOf(world)]]
  const messageId = fieldValue(root.fields, 'message-id')
  if (!world.preserveMessageId || !messageId) {
    drop.push('message-id')
    top.push(['Message-ID', `<CA${token(world, 30)}@mail.gmail.com>`])
  }
  if (from.length !== 1 || !ownAddresses(mailbox).includes(from[0]?.address ?? '')) {
    drop.push('from')
    const original = fieldValue(root.fields, 'from')
    top.push(['From', formatAddress({ name: mailbox.name, address: mailbox.address })])
    if (original) top.push(['X-Google-Original-From', original])
  }
  return editHead(raw, { drop, top })
}

function withTrace(world: World, raw: Uint8Array, sender: string, recipient: string): Buffer {
  return editHead(raw, {
    drop: ['return-path', 'delivered-to'],
    top: [
      ['Delivered-To', recipient],
      ['Return-Path', `<${sender}>`],
      ['Received', `by mail.gmail.com with SMTP id ${token(world, 12)}; ${dateOf(world)}`],
    ],
  })
}

function dateOf(world: World): string {
  return new Date(world.now()).toUTCString().replace('GMT', '+0000')
}
