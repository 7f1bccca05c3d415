import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { Draft, EditDraft } from './schema.ts'

/** Saves a change as a new version. Of two tabs the second is told, never overwritten. */
export async function editDraft(
  context: PersonContext,
  id: string,
  { version, body, from, to, cc }: EditDraft,
): Promise<Draft> {
  const { data, error } = await context.db.rpc('edit_draft', {
    draft: id,
    seen_version: version,
    ...(body !== undefined && { new_body: asText(body) }),
    ...(from !== undefined && { new_from: from }),
    ...(to && { new_to: to }),
    ...(cc && { new_cc: cc }),
  })
  if (error?.code === IMPOSSIBLE) {
    throw new Refusal(
      'invalid',
      'A reply goes to people of its conversation, each once, and from an address of the mailbox',
    )
  }
  if (error) throw new DatabaseError(error)
  if (data.length) return getDraft(context, id)

  return refuseChange(await getDraft(context, id))
}

/** Postgres: invalid_parameter_value, as the functions in the migration raise it. */
export const IMPOSSIBLE = '22023'

export function refuseChange({ status }: Draft): never {
  if (status !== 'pending') throw new Refusal('conflict', 'This draft has already been handled')
  throw new Refusal('changed', 'This draft was edited elsewhere in the meantime; your wording was not saved over it')
}

/** Line breaks as we keep them, and no byte order mark: the reader's mail program would drop it unseen. */
const asText = (body: string) => body.replaceAll('\r\n', '\n').replace(/^\ufeff+/, '')
