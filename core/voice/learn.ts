import type { WorkerContext } from '../context.ts'
import { measureVoices } from './measure.ts'

/** Measures how a business writes in the latest it has sent. No model reads any of it. */
export async function learnVoices({ db }: WorkerContext, { client_id }: { client_id: string }): Promise<void> {
  const { data: letters } = await db.rpc('sent_letters', { client: client_id }).throwOnError()
  await db.rpc('store_voices', { client: client_id, measured: measureVoices(letters) }).throwOnError()
}
