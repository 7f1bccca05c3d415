import { within } from '../account/within.ts'
import type { PersonContext } from '../context.ts'
import { writeReply } from '../drafts/write.ts'
import { Held, Refusal, Unavailable } from '../errors.ts'
import type { Metered } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'
import { forbiddenBy } from '../threads/never.ts'
import { actAsWorker } from '../worker.ts'
import type { Trial, TryRule } from './schema.ts'

const AN_HOUR = 3600
const MOST_AN_HOUR = 40

/**
 * Answers a past message twice, with a rule and without it, and keeps neither: what would change, before it does.
 * The conversation is shown as it stood when that message came. What it cost is in the ledger.
 * @throws {Refusal} `excluded` where no model may see the conversation, `upstream_failed` when no model answers
 */
export async function tryRule(context: PersonContext, { message_id, rule, replaces }: TryRule): Promise<Trial> {
  const { data: message } = await context.db
    .from('messages')
    .select('client_id')
    .eq('id', message_id)
    .maybeSingle()
    .throwOnError()
  if (!message) throw new Refusal('not_found', 'There is no such message')

  const worker = actAsWorker(context)
  if (!(await within(worker, [{ key: ['try', message.client_id], allowed: MOST_AN_HOUR, perSeconds: AN_HOUR }])))
    throw new Refusal('too_many_requests', 'That was a lot for one hour; please wait a little')

  const { data } = await worker.db.rpc('trial_brief', { message: message_id }).throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such message any more')
  const brief = data as unknown as Brief
  const never = forbiddenBy(brief)
  if (never) throw new Refusal('excluded', `${never.why}, so no model is shown this conversation`)

  const others = brief.rules.filter(({ id }) => id !== replaces)
  const changed = rule ? [{ id: replaces ?? message_id, ...rule }, ...others] : others
  const calls: Metered['calls'] = []
  const write = async (rules: Brief['rules']) => {
    const metered: Metered = { ...worker, calls }
    const { body, language, claims } = await writeReply(metered, { ...brief, rules })
    return { language, reply: { body, unsupported: claims.flatMap(({ source, text }) => (source ? [] : [text])) } }
  }
  const both = [write(brief.rules), write(changed)] as const
  try {
    const [before, after] = await Promise.all(both)
    return { message_id, language: after.language, without: before.reply, with: after.reply }
  } catch (error) {
    throw refusalOf(error)
  } finally {
    // Where one fails the other goes on, and costs.
    await Promise.allSettled(both)
    await worker.db.rpc('record_trial', { calls }).throwOnError()
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Held) return new Refusal('not_available', 'The budget of this month is used up')
  if (error instanceof Unavailable)
    return new Refusal('upstream_failed', 'The model did not write anything usable; please try again')
  return error
}
