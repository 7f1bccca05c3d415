import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { findMessage } from './find-message.ts'
import type { ImagesOf } from './schema.ts'

/** Postgres: invalid_parameter_value, as the function in the migration raises it. */
const TOO_MANY = '22023'

/** From now on the remote images of a message's sender are shown unasked, where a mail is proved to be theirs. */
export async function showImages({ db }: PersonContext, thread: string, message: string): Promise<ImagesOf> {
  const { data, error } = await db.rpc('show_images_of', { thread, message })
  if (error?.code === TOO_MANY) throw new Refusal('invalid', 'A business can have at most 500 of these')
  if (error) throw new DatabaseError(error)
  if (data.length) return { images_always: true }

  await findMessage(db, thread, message)
  throw new Refusal('conflict', 'Nothing proves that this message is from its sender; look at its images once')
}
