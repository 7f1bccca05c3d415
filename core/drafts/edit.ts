import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getDraft } from './get.ts'
import type { Draft, EditDraft } from './schema.ts'

/** Saves a wording as a new version. Of two tabs the second is told, never overwritten. */
export async function editDraft(context: PersonContext, id: string, { version, body }: EditDraft): Promise<Draft> {
  const { data } = await context.db
    .rpc('edit_draft', { draft: id, seen_version: version, new_body: asText(body) })
    .throwOnError()
  if (data.length) return getDraft(context, id)

  const current = await getDraft(context, id)
  if (current.status !== 'pending') throw new Refusal('conflict', 'This draft has already been handled')
  throw new Refusal('changed', 'This draft was edited elsewhere in the meantime; your wording was not saved over it')
}

/** Line breaks as we keep them, and no byte order mark: the reader's mail program would drop it unseen. */
const asText = (body: string) => body.replaceAll('\r\n', '\n').replace(/^\ufeff+/, '')
