import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { Draft, VouchFor } from './schema.ts'

/**
 * A person says that what the assistant found no source for is so.
 * @throws {Refusal} `conflict` when it is no longer theirs to decide
 */
export async function vouchFor(context: PersonContext, id: string, { claims, stands }: VouchFor): Promise<Draft> {
  const { data } = await context.db.rpc('vouch_for', { draft: id, positions: claims, stands }).throwOnError()
  const draft = await getDraft(context, id)
  if (data.length === 0) throw new Refusal('conflict', 'This draft has already been handled')
  return draft
}
