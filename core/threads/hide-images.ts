import type { PersonContext } from '../context.ts'
import { findMessage } from './find-message.ts'
import type { ImagesOf } from './schema.ts'

/** The remote images of a message's sender are asked for again, each time. */
export async function hideImages({ db }: PersonContext, thread: string, message: string): Promise<ImagesOf> {
  await findMessage(db, thread, message)
  await db.rpc('hide_images_of', { thread, message }).throwOnError()
  return { images_always: false }
}
