import { within } from '../account/within.ts'
import type { PersonContext } from '../context.ts'
import { Held, Refusal, Unavailable } from '../errors.ts'
import type { Metered } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'
import { forbiddenBy } from '../threads/never.ts'
import { actAsWorker } from '../worker.ts'
import { refuseChange } from './edit.ts'
import { getDraft } from './get.ts'
import type { Draft, Rewrite } from './schema.ts'
import { writeReply } from './write.ts'

const AN_HOUR = 3600
const MOST_AN_HOUR = 60

/**
 * Writes the reply anew as a person asks for it, and keeps what it said before among the alternatives.
 * @throws {Refusal} `changed` when it is another version by now, `upstream_failed` when no model answers
 */
export async function rewriteDraft(context: PersonContext, id: string, asked: Rewrite): Promise<Draft> {
  const current = await getDraft(context, id)
  if (current.status !== 'pending' || current.version !== asked.version) return refuseChange(current)

  const worker: Metered = { ...actAsWorker(context), calls: [] }
  if (!(await within(worker, [{ key: ['rewrite', current.client_id], allowed: MOST_AN_HOUR, perSeconds: AN_HOUR }])))
    throw new Refusal(
      'too_many_requests',
      'That was a lot for one hour; please write this one yourself, or wait a little',
    )

  const { instruction, answers, version } = asked
  const { data } = await worker.db.rpc('rewrite_brief', { draft: id }).throwOnError()
  if (!data) return refuseChange(await getDraft(context, id))
  const brief = data as unknown as Brief
  const never = forbiddenBy(brief)
  if (never) throw new Refusal('excluded', `${never.why}, so no model is shown this conversation`)
  const wishes = { current: current.body, ...(instruction && { instruction }), ...(answers && { answers }) }
  const written = await writeReply(worker, brief, wishes).catch(async (error: unknown) => {
    await worker.db
      .rpc('rewrite_draft', { draft: id, seen_version: version, content: { calls: worker.calls } })
      .throwOnError()
    throw refusalOf(error)
  })
  const { data: stored } = await worker.db
    .rpc('rewrite_draft', { draft: id, seen_version: version, content: written })
    .throwOnError()
  const draft = await getDraft(context, id)
  return stored ? draft : refuseChange(draft)
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Held)
    return new Refusal('not_available', 'The budget of this month is used up; please write this one yourself')
  if (error instanceof Unavailable)
    return new Refusal('upstream_failed', 'The model did not write anything usable; the text is as it was')
  return error
}
