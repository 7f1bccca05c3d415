import { within } from '../account/within.ts'
import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { actAsWorker } from '../worker.ts'
import { learnVoices } from './learn.ts'
import { listVoices } from './list.ts'
import type { LearnVoice, VoiceList } from './schema.ts'

const RATE = { allowed: 20, perSeconds: 3600 }

/** Measures at once, for whoever does not want to wait for the night. @throws {Refusal} `not_found` for another's business */
export async function learnAnew(context: PersonContext, { client_id }: LearnVoice): Promise<VoiceList> {
  const { data } = await context.db.from('clients').select('id').eq('id', client_id).maybeSingle().throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such business')

  const worker = actAsWorker(context)
  if (!(await within(worker, [{ key: ['learn', client_id], ...RATE }])))
    throw new Refusal('too_many_requests', 'It has just been learnt; please wait a little')
  await learnVoices(worker, { client_id })
  return listVoices(context, { client_id })
}
