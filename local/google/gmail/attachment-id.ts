import { GoogleError } from '../errors.ts'
import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import { readMail } from '../mime/mail.ts'
import type { Part } from '../mime/part.ts'
import { decodeTransfer } from '../mime/transfer.ts'

/** A new id on every look, as Gmail does it: nobody may take one for a stable name. All of them resolve. */
export function attachmentId(mailbox: Mailbox, messageId: string, partId: string): string {
  return `ANGjdJ${Buffer.from(`${mailbox.serial++} ${messageId} ${partId}`).toString('base64url')}`
}

export function readAttachment(message: Message, id: string): Buffer {
  const [, , messageId, path] = /^(\d+) (\S+) ([\d.]*)$/.exec(Buffer.from(id.slice(6), 'base64url').toString()) ?? []
  let part: Part | undefined = messageId === message.id ? readMail(message.raw).root : undefined
  for (const index of path ? path.split('.') : []) part = part?.parts[Number(index)]
  if (!part) throw new GoogleError(400, 'Invalid attachment token')
  return decodeTransfer(part.body, part.encoding)
}
