import { Refusal } from '../errors.ts'
import type { Db } from '../providers/supabase.ts'

/** @throws {Refusal} when there is no such message, for whoever asks */
export async function findMessage(db: Db, thread: string, message: string): Promise<void> {
  const { data } = await db.from('messages').select('id').eq('id', message).eq('thread_id', thread).throwOnError()
  if (data.length === 0) throw new Refusal('not_found', 'There is no such message')
}
