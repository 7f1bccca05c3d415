import type { Address, Attachment, Email } from 'postal-mime'
import { legible } from '../models/legible.ts'
import type { RawMessage } from '../providers/gmail.ts'
import { type Presented, present } from './present.ts'
import { readEmail } from './read-email.ts'
import type { Recipient } from './recipient.ts'
import type { StoredAttachment, StoredMessage } from './schema.ts'
import { signalsOf } from './signals.ts'
import { type Skimmed, skim } from './skim.ts'
import { sniff } from './sniff.ts'
import { ownText } from './split.ts'
import { trueName, warningsOf } from './warnings.ts'

const MOST_TEXT = 200_000
const MOST_HTML = 1_000_000
const MOST_RECIPIENTS = 500
const MOST_PICTURE = 5_000_000
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']

type Described = Omit<StoredAttachment, 'inline'>

/**
 * One raw message (RFC 5322) as it is stored. Never throws on what a mailbox can contain: a message that defies
 * parsing is stored as its head, so that it is accounted for all the same (law 3).
 */
export async function parseMessage(message: RawMessage): Promise<StoredMessage> {
  const { mail, sizeOf } = skim(message.raw)
  const email = await readEmail(mail)
  const from = mailboxesOf([email.from ?? email.sender].filter((address) => address !== undefined))[0]
  const subject = clean(email.subject ?? '', 998)
  const attachments = email.attachments.slice(0, 200).map(describe(sizeOf))
  const shown = present(clean(email.html ?? '', MOST_HTML), subject, picturesAmong(attachments))
  const plain = asShown(clean(email.text ?? '', MOST_TEXT), shown)

  return {
    gmail_message_id: message.id,
    gmail_thread_id: message.threadId,
    // Gmail labels what the owner sent; a mail that merely claims the owner's address is not their word.
    direction: message.labels.includes('SENT') ? 'outbound' : 'inbound',
    rfc_message_id: clean(email.messageId ?? '', 998),
    reference_ids: referencesOf(email),
    from_name: clean(from?.name ?? email.from?.name ?? '', 200),
    from_address: (from?.address ?? '').slice(0, 320),
    to_recipients: mailboxesOf(email.to).slice(0, MOST_RECIPIENTS),
    cc_recipients: mailboxesOf(email.cc).slice(0, MOST_RECIPIENTS),
    reply_to: mailboxesOf(email.replyTo).slice(0, 10),
    subject,
    snippet: clean(message.snippet, 200),
    size_bytes: message.raw.byteLength,
    signals: signalsOf(email),
    labels: message.labels.slice(0, 100),
    received_at: plausible(message.receivedAt).toISOString(),
    plain,
    own: ownText(plain, subject),
    html: clean(shown.html, 2 * MOST_HTML),
    remote_images: shown.images,
    attachments: attachments.map((file) => ({ ...file, inline: shown.inline.includes(file.position) })),
  }
}

/**
 * Of two versions of a mail its reader is shown the HTML; the other is read only where it says the very same words, for
 * its lines are better. Else a sentence could be written for the model that no person ever sees.
 */
function asShown(plain: string, { html, text }: Presented): string {
  const shown = clean(text, MOST_TEXT)
  if (shown === '' && !html.includes('<img')) return plain
  return wordsOf(plain) === wordsOf(shown) ? plain : shown
}

const wordsOf = (text: string) =>
  legible(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Gmail takes the date of an imported mail from its header, and Postgres takes only years people have lived in. */
const plausible = (at: Date): Date => (at.getTime() > 0 && at.getTime() < Date.UTC(9999, 0) ? at : new Date(0))

function mailboxesOf(addresses: Address[] | undefined): Recipient[] {
  const flat = (addresses ?? []).flatMap((entry) => (entry.group ? entry.group : [entry as Recipient]))
  return flat
    .map(({ name, address }) => ({ name: clean(name ?? '', 200), address: clean(address ?? '', 320).toLowerCase() }))
    .filter(({ address }) => address.includes('@'))
}

/** RFC 5322 §3.6.4: the references of the parent, then the parent itself; the last one is what is answered. */
function referencesOf({ references, inReplyTo }: Email): string[] {
  const ids = `${references ?? ''} ${inReplyTo ?? ''}`.match(/<[^<>\s]{1,996}>/g) ?? []
  return [...new Set(ids.map((id) => clean(id, 998)))].slice(-50)
}

/** What a mail may show of what came with it: pictures by their bytes, of a size one waits for. Of two of one name the first. */
function picturesAmong(files: Described[]): Map<string, number> {
  const pictures = files.filter(
    ({ content_id, sniffed_type, size_bytes }) =>
      content_id && PICTURES.includes(sniffed_type) && size_bytes <= MOST_PICTURE,
  )
  return new Map(pictures.map(({ content_id, position }): [string, number] => [content_id, position]).reverse())
}

const describe =
  (sizeOf: Skimmed['sizeOf']) =>
  (attachment: Attachment, position: number): Described => {
    const { content, filename, mimeType, contentId } = attachment
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
    const sniffed_type = sniff(bytes)
    return {
      position,
      filename: trueName(clean(filename ?? '', 255)) || `attachment-${position + 1}`,
      media_type: clean(mimeType, 127).toLowerCase(),
      size_bytes: sizeOf(bytes),
      content_id: clean(contentId ?? '', 255).replace(/^<(.*)>$/, '$1'),
      sniffed_type,
      warnings: warningsOf(filename ?? '', sniffed_type),
    }
  }

/** Postgres cannot hold a null character, nor JSON half a surrogate pair. */
const clean = (text: string, most: number) => text.replaceAll('\0', '').slice(0, most).toWellFormed().trim()
