import type { PersonContext } from '../context.ts'
import { COLUMNS, found } from './get.ts'
import type { Source } from './schema.ts'

/** Erases a source with all that was made of it. Answers what it was. */
export async function deleteSource({ db }: PersonContext, id: string): Promise<Source> {
  const { data } = await db.rpc('delete_source', { source: id }).select(COLUMNS).throwOnError()
  return found(data[0])
}
