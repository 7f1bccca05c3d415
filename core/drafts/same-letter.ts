import type { Address, Attachment, Email } from 'postal-mime'

/**
 * Whether two sources say the same to the same people: sender, recipients, subject, text and attachments. Gmail rewrites
 * headers of what it stores, so the sources themselves are never equal; a text made into HTML is another letter.
 */
export async function isSameLetter(one: Uint8Array, other: Uint8Array): Promise<boolean> {
  const { default: PostalMime } = await import('postal-mime')
  const [left, right] = await Promise.all(
    [one, other].map(async (raw) => essence(await PostalMime.parse(raw, { attachmentEncoding: 'base64' }))),
  )
  return left === right
}

const essence = ({ from, sender, replyTo, to, cc, bcc, subject = '', text = '', html = '', attachments }: Email) =>
  JSON.stringify([
    ...[from && [from], sender && [sender], replyTo, to, cc, bcc].map(people),
    subject.trim(),
    text.replace(/\r\n?/g, '\n').trimEnd(),
    html.trim(),
    attachments.map(file),
  ])

const people = (list: Address[] = []) =>
  list
    .flatMap((entry) => entry.group ?? [entry])
    .map(({ name, address = '' }) => [name.trim(), address.toLowerCase()])
    .sort()

const file = ({ filename, mimeType, content }: Attachment) => [filename, mimeType, content]
