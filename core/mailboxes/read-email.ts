import PostalMime, { type Email } from 'postal-mime'
import { isUtf7, relabelled, repaired, withReadableHead } from './charset.ts'

/** A mail in a mail in a mail is read; each further one would be read once more for every one around it. */
const OPTIONS = { attachmentEncoding: 'arraybuffer', maxRfc822NestingDepth: 3 } as const
const MOST_READ_AGAIN = 1_000_000

/** A raw message, read as well as it can be: with the right label where its own is missing or wrong. Never throws. */
export async function readEmail(raw: Uint8Array): Promise<Email> {
  const readable = withReadableHead(raw)
  const first = await tryReading(readable)
  const better = raw.byteLength <= MOST_READ_AGAIN && relabelled(readable, `${first.text ?? ''}${first.html ?? ''}`)
  const email = better ? await tryReading(better) : first

  const coded = isUtf7(raw)
  return {
    ...email,
    ...(email.text && { text: repaired(email.text, coded) }),
    ...(email.html && { html: repaired(email.html, coded) }),
    ...(email.subject && { subject: repaired(email.subject, false) }),
  }
}

const UNREADABLE: Email = { headers: [], headerLines: [], attachments: [], text: 'This message could not be read.' }

/** Parts too deep, a head too long: then the first lines must do, without what claims to follow them. */
async function tryReading(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw, OPTIONS)
  } catch {
    const [head = ''] = Buffer.from(raw.subarray(0, 100_000))
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)
    const lines = head.replace(/^content-[\s\S]*?(?=^\S)/gim, '')
    const email = await PostalMime.parse(`${lines}\r\n\r\n`, OPTIONS).catch(() => UNREADABLE)
    return { ...email, attachments: [], text: UNREADABLE.text ?? '' }
  }
}
