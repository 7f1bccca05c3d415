import type { PersonContext } from '../context.ts'
import { MemoryList, type OwnerQuery } from './schema.ts'

/** As many as a business may have. */
const MOST = 500

/** What is kept in mind, newest first. */
export async function listMemories({ db }: PersonContext, { client_id }: OwnerQuery): Promise<MemoryList> {
  let query = db.from('memories').select('*').order('created_at', { ascending: false }).order('id')
  if (client_id) query = query.eq('client_id', client_id)
  const { data } = await query.limit(MOST).throwOnError()
  return MemoryList.parse({ items: data })
}
