import type { PersonContext } from '../context.ts'
import { COLUMNS, found } from './get.ts'
import type { Source } from './schema.ts'

/** Reads a source once more, a page as it is now. Until that is done, what was read before is searched. */
export async function rereadSource({ db }: PersonContext, id: string): Promise<Source> {
  const { data } = await db.rpc('reread_source', { source: id }).select(COLUMNS).throwOnError()
  return found(data[0])
}
