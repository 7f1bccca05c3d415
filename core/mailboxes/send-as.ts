import type { WorkerContext } from '../context.ts'
import type { Account, Sender } from '../providers/gmail.ts'
import { headerWords } from './header-words.ts'

/** Whom a mailbox may write as, as Gmail says now: read when it is connected, and every night. */
export async function keepSendAs({ db }: WorkerContext, mailbox: string, { name, sendAs }: Account): Promise<void> {
  const listed = await Promise.all(sendAs.map((one) => storable(one, name)))
  await db.rpc('keep_send_as', { mailbox, listed: listed.slice(0, MOST) }).throwOnError()
}

/** Gmail allows 99 addresses besides the mailbox's own. */
const MOST = 100

/** An address without a name of its own goes by the mailbox's, as in Gmail. */
async function storable({ address, name, replyTo, signature, isDefault }: Sender, ownersName: string) {
  return {
    address,
    name: headerWords(name || ownersName).slice(0, 200),
    reply_to: /^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(replyTo) ? replyTo : '',
    signature: await plain(signature),
    is_default: isDefault,
  }
}

/** Replies are plain text, and so is what is put under them; nothing in it turns the order of its characters around. */
async function plain(html: string): Promise<string> {
  if (!html) return ''
  const { visibleText } = await import('./visible-text.ts')
  return visibleText(html.slice(0, 50_000))
    .replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .toWellFormed()
    .slice(0, 2000)
    .trim()
}
