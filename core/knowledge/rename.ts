import type { PersonContext } from '../context.ts'
import { COLUMNS, found } from './get.ts'
import type { RenameSource, Source } from './schema.ts'

/** What it is called, not what it says: nothing is read again. */
export async function renameSource({ db }: PersonContext, id: string, { title }: RenameSource): Promise<Source> {
  const { data } = await db.rpc('rename_source', { source: id, new_title: title }).select(COLUMNS).throwOnError()
  return found(data[0])
}
