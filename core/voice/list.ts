import type { PersonContext } from '../context.ts'
import { type OwnerQuery, VoiceList } from './schema.ts'

/** Between them, more than anybody writes in or to. */
const MOST = 500

/** How the people of a business write: in general first, by language. */
export async function listVoices({ db }: PersonContext, { client_id }: OwnerQuery): Promise<VoiceList> {
  let query = db.from('voices').select('*').order('recipient').order('letters', { ascending: false }).order('id')
  if (client_id) query = query.eq('client_id', client_id)
  const { data } = await query.limit(MOST).throwOnError()
  return VoiceList.parse({ items: data })
}
