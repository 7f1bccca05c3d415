import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** HTML for the frame that shows it, and below which addresses its images are. */
type Framed = { html: string; images: string[] }

/**
 * A message's HTML, sanitised when it was stored. It names its images by their place, and here gets their addresses below
 * `at`, its own: those that came with it always, remote ones only when the reader wants them.
 */
export async function messageHtml(
  { db }: PersonContext,
  threadId: string,
  messageId: string,
  { at, remote }: { at: string; remote: boolean },
): Promise<Framed> {
  const { data } = await db
    .from('message_bodies')
    .select('html, messages!inner(thread_id)')
    .eq('message_id', messageId)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such message')

  const images: Record<string, string> = { inline: `${at}/inline/`, ...(remote && { remote: `${at}/images/` }) }
  const used = new Set<string>()
  // In sanitised HTML, what looks like a tag is one.
  const html = data.html.replace(/(<img [^>]*?)data-(inline|remote)="(\d+)"/g, (image, before, kind, nth) => {
    const below = images[kind]
    if (!below) return image
    used.add(below)
    return `${before}src="${below}${nth}"`
  })
  return { html, images: [...used] }
}
