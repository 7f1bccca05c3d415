import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Source } from './schema.ts'

/** All but what was given itself, which can be large. */
export const COLUMNS =
  'id, client_id, kind, title, url, filename, size_bytes, language, status, failure, passages, total, done, embedding_model, read_at, created_at, updated_at'

/** @throws {Refusal} `not_found`, also for a source of somebody else */
export async function getSource({ db }: PersonContext, id: string): Promise<Source> {
  const { data } = await db.from('knowledge_sources').select(COLUMNS).eq('id', id).maybeSingle().throwOnError()
  return found(data)
}

export function found(source: unknown): Source {
  if (!source) throw new Refusal('not_found', 'There is no such source')
  return Source.parse(source)
}
