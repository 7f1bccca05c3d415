import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { type Picture, pictureOf } from './picture.ts'

/** A remote image of a stored message, by its place there: whoever asks cannot name an address. */
export async function remoteImage(
  { db, env }: PersonContext,
  threadId: string,
  messageId: string,
  nth: number,
): Promise<Picture> {
  const { data } = await db
    .from('message_bodies')
    .select('remote_images, messages!inner(thread_id)')
    .eq('message_id', messageId)
    .eq('messages.thread_id', threadId)
    .maybeSingle()
    .throwOnError()
  const address = data?.remote_images[nth]
  if (!address) throw new Refusal('not_found', 'There is no such image')

  // Loaded by the first image, not by the door.
  const { fetchRemote } = await import('../providers/remote-file.ts')
  const fetched = await fetchRemote(address, { allowed: env.IMAGE_PROXY_ALLOW })
  if (fetched.outcome === 'refused') throw new Refusal('not_found', `This image cannot be shown. ${fetched.why}`)
  return pictureOf(fetched.content)
}
