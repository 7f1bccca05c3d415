import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { rasterOf } from './raster.ts'

/** What a browser can unfold without harm: forty megapixels are 160 MB of memory. */
const MOST_PIXELS = 40_000_000

export type Image = { mediaType: string; content: Uint8Array<ArrayBuffer> }

/** A remote image of a stored message, by its place there: whoever asks cannot name an address. */
export async function remoteImage(
  { db, env }: PersonContext,
  threadId: string,
  messageId: string,
  nth: number,
): Promise<Image> {
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

  const raster = rasterOf(fetched.content)
  if (!raster) throw new Refusal('not_found', 'This image cannot be shown. It is no picture we know')
  if (raster.width * raster.height > MOST_PIXELS)
    throw new Refusal('not_found', 'This image cannot be shown. It is too large')
  return { mediaType: raster.mediaType, content: fetched.content }
}
