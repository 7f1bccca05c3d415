import type { PersonContext } from '../context.ts'
import { Gate, type GateQuery, type Gates } from './schema.ts'

/** All of them, newest first: there are few, and they are looked over together. */
export async function listGates({ db }: PersonContext, { client_id }: GateQuery): Promise<Gates> {
  let query = db.from('gates').select().order('created_at', { ascending: false }).order('id')
  if (client_id) query = query.eq('client_id', client_id)
  const { data } = await query.throwOnError()
  return { items: data.map((gate) => Gate.parse(gate)) }
}
