import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { attachFile } from './attach.ts'
import type { AttachKnown, Draft } from './schema.ts'

/**
 * Hangs a file on a reply that the business has given the assistant to know, under the rules for any other file.
 * @throws {Refusal} `not_found`, also for a file of another business than the reply's
 */
export async function attachKnown(
  context: PersonContext,
  id: string,
  { version, source_id }: AttachKnown,
): Promise<Draft> {
  const { data: draft } = await context.db.from('drafts').select('client_id').eq('id', id).maybeSingle().throwOnError()
  if (!draft) throw new Refusal('not_found', 'There is no such draft')
  const { data: source } = await context.db
    .from('knowledge_sources')
    .select('filename, content')
    .match({ id: source_id, client_id: draft.client_id, kind: 'file' })
    .maybeSingle()
    .throwOnError()
  if (!source) throw new Refusal('not_found', 'There is no such file')

  // Postgres writes bytes as `\x` and hexadecimal digits.
  const content = Buffer.from(source.content.slice(2), 'hex').toString('base64')
  return attachFile(context, id, { version, filename: source.filename, content })
}
