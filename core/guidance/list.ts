import type { PersonContext } from '../context.ts'
import type { OwnerQuery } from '../voice/schema.ts'
import { RuleList } from './schema.ts'

/** As many as a business may have of both kinds. */
const MOST = 200

/** Rules and snippets, newest first. */
export async function listRules({ db }: PersonContext, { client_id }: OwnerQuery): Promise<RuleList> {
  let query = db.from('rules').select('*').order('created_at', { ascending: false }).order('id')
  if (client_id) query = query.eq('client_id', client_id)
  const { data } = await query.limit(MOST).throwOnError()
  return RuleList.parse({ items: data })
}
