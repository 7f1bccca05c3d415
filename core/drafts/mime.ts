import { APPROVAL_HEADER, messageIdFor } from '../providers/gmail-copies.ts'

export type Reply = {
  approval: string
  from: { name: string; address: string }
  replyTo: string
  to: { name: string; address: string }[]
  cc: { name: string; address: string }[]
  subject: string
  body: string
  signature: string
  attachments: { filename: string; media_type: string; content: string }[]
  inReplyTo: string
  references: string[]
}

/** A reply as RFC 5322 source. The approval it was sent for travels as a header. */
export async function mimeOf(reply: Reply): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js')
  return new MailComposer({
    from: reply.from,
    ...(reply.replyTo && { replyTo: reply.replyTo }),
    to: reply.to,
    cc: reply.cc,
    subject: reply.subject,
    // RFC 3676 §4.3: what stands below this line is the signature.
    text: reply.signature ? `${reply.body.trimEnd()}\n\n-- \n${reply.signature}` : reply.body,
    attachments: reply.attachments.map(({ filename, media_type, content }) => ({
      filename,
      contentType: media_type,
      content: Buffer.from(content, 'base64'),
    })),
    ...(reply.inReplyTo && { inReplyTo: reply.inReplyTo, references: [...reply.references, reply.inReplyTo] }),
    messageId: `<${messageIdFor(reply.approval)}>`,
    headers: { [APPROVAL_HEADER]: reply.approval },
    // An address or a header in the text stays text.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
}
