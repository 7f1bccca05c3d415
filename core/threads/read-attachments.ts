import type { WorkerContext } from '../context.ts'
import { withMailbox } from '../mailboxes/open.ts'
import { MESSAGE_UNITS } from '../quota.ts'
import type { Brief } from './brief.ts'
import type { Extracted, Kind } from './extract.ts'
import type { AttachmentText } from './transcript.ts'

const MOST_FILES = 5
const MOST_BYTES = 10_000_000

type File = {
  id: string
  position: number
  filename: string
  media_type: string
  sniffed_type: string
  size_bytes: number
}

/**
 * What it takes to judge a message, with what its attachments say, and what the business has laid down about that. They are
 * read once, before the message is judged, and only if no rule has set it aside; what they say is kept for whoever answers.
 */
export async function withAttachments(context: WorkerContext, brief: Brief): Promise<Brief> {
  const { message } = brief
  if (brief.attachments === 0) return brief
  const { data } = await context.db
    .from('attachments')
    .select('id, position, filename, media_type, sniffed_type, size_bytes, attachment_texts(status)')
    .eq('message_id', message.id)
    .order('position')
    .limit(MOST_FILES)
    .throwOnError()
  const unread = data.filter(({ attachment_texts }) => !attachment_texts)
  if (!unread.length) return brief

  const texts = await readAll(context, message, unread)
  if (!texts) return brief
  const said = texts.map(({ id, status, text }) => ({ attachment_id: id, status, body: text }))
  const kept = await context.db.rpc('keep_attachment_texts', { message: message.id, texts: said }).throwOnError()
  const conversation = brief.conversation.map((utterance) =>
    utterance.id === message.id
      ? { ...utterance, attachments: [...(utterance.attachments ?? []), ...texts] }
      : utterance,
  )
  return { ...brief, conversation, gate: kept.data as Brief['gate'] }
}

/** Undefined when the mail, or the way to it, is gone meanwhile. */
async function readAll(context: WorkerContext, message: Brief['message'], files: File[]) {
  const readable = files.some((file) => kindOf(file) && file.size_bytes <= MOST_BYTES)
  const contents = readable
    ? await withMailbox(
        context,
        message.mailbox_id,
        async (gmail) => {
          const found = await gmail.message(message.gmail_message_id)
          const { readEmail } = await import('../mailboxes/read-email.ts')
          return found && (await readEmail(found.raw)).attachments.map(({ content }) => content)
        },
        MESSAGE_UNITS,
      )
    : []
  if (!contents) return undefined

  const texts: (AttachmentText & { id: string })[] = []
  for (const file of files) {
    const content = contents[file.position]
    const bytes = content === undefined || typeof content === 'string' ? undefined : new Uint8Array(content)
    texts.push({ id: file.id, name: file.filename, ...(await readOne(file, bytes)) })
  }
  return texts
}

async function readOne(file: File, content: Uint8Array | undefined): Promise<Extracted> {
  const kind = kindOf(file)
  if (!kind) return { status: 'unsupported', text: '' }
  if (file.size_bytes > MOST_BYTES) return { status: 'too_large', text: '' }
  if (!content) return { status: 'failed', text: '' }
  const { extractApart } = await import('./extract-apart.ts')
  return extractApart(kind, content)
}

/** By its bytes where they say; text has none that do. */
function kindOf({ filename, media_type, sniffed_type }: File): Kind | undefined {
  const ending = /\.(\w{1,5})$/.exec(filename.toLowerCase())?.[1] ?? ''
  if (sniffed_type === 'application/pdf') return 'pdf'
  if (/zip|ole/.test(sniffed_type) && ending === 'docx') return 'docx'
  if (/zip|ole/.test(sniffed_type) && ending === 'xlsx') return 'xlsx'
  const isText = ['txt', 'csv', 'ics', 'md'].includes(ending) || /^text\/(plain|csv|calendar)$/.test(media_type)
  return sniffed_type === '' && isText ? 'text' : undefined
}
