import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { downloadAttachment } from './attachment.ts'
import { type Picture, pictureOf } from './picture.ts'

/** More than any that is let into a mail's HTML when it is stored. */
const MOST_BYTES = 6_000_000

/** An image that came with a message and stands in its HTML, by its place among the attachments. */
export async function inlineImage(
  context: PersonContext,
  threadId: string,
  messageId: string,
  position: number,
): Promise<Picture> {
  const { data } = await context.db
    .from('attachments')
    .select('id')
    .eq('message_id', messageId)
    .eq('position', position)
    .eq('inline', true)
    .maybeSingle()
    .throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such image')

  const { content } = await downloadAttachment(context, threadId, data.id)
  return pictureOf(content instanceof Uint8Array ? content : await readAll(content))
}

async function readAll(content: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  let size = 0
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      size += piece.byteLength
      if (size > MOST_BYTES) throw new Refusal('not_found', 'This image cannot be shown. It is too large')
      controller.enqueue(piece)
    },
  })
  return new Uint8Array(await new Response(content.pipeThrough(bounded)).arrayBuffer())
}
