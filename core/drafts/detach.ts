import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { IMPOSSIBLE, refuseChange } from './edit.ts'
import { getDraft } from './get.ts'
import type { DetachFile, Draft } from './schema.ts'

/** Takes a file off a reply again. */
export async function detachFile(
  context: PersonContext,
  id: string,
  attachment: string,
  { version }: DetachFile,
): Promise<Draft> {
  const { data, error } = await context.db.rpc('detach_file', { draft: id, seen_version: version, attachment })
  if (error?.code === IMPOSSIBLE) throw new Refusal('not_found', 'There is no such attachment')
  if (error) throw new DatabaseError(error)
  if (data.length) return getDraft(context, id)

  return refuseChange(await getDraft(context, id))
}
