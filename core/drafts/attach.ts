import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { headerWords } from '../mailboxes/header-words.ts'
import { IMPOSSIBLE, refuseChange } from './edit.ts'
import { fileTypeOf } from './file-type.ts'
import { getDraft } from './get.ts'
import type { AttachFile, Draft } from './schema.ts'

/** Hangs a file on a reply, as a new version: it is part of what the next yes is a yes to. */
export async function attachFile(context: PersonContext, id: string, file: AttachFile): Promise<Draft> {
  const bytes = Buffer.from(file.content, 'base64')
  if (!bytes.length) throw new Refusal('invalid', 'This file is empty')
  if (bytes.length > MOST_BYTES) throw new Refusal('invalid', 'A file can have at most 3 MB')

  const filename = headerWords(file.filename.replace(/[/\\]/g, '_'))
  const mediaType = fileTypeOf(filename, bytes)
  if (!filename || !mediaType) throw new Refusal('invalid', 'Files of this kind are not sent: they can be run')

  const { data, error } = await context.db.rpc('attach_file', {
    draft: id,
    seen_version: file.version,
    filename,
    media_type: mediaType,
    base64: bytes.toString('base64'),
  })
  if (error?.code === IMPOSSIBLE) throw new Refusal('invalid', 'The files of one reply can have at most 10 MB together')
  if (error) throw new DatabaseError(error)
  if (data.length) return getDraft(context, id)

  return refuseChange(await getDraft(context, id))
}

/** In base64, a request of four million characters: what a serverless function may be sent is 4.5 MB. */
const MOST_BYTES = 3_000_000
