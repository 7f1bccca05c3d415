import type * as z from 'zod'
import type { Next, WorkerContext } from '../context.ts'
import type { Json } from '../database.types.ts'
import { ask } from '../models/ask.ts'
import type { Metered } from '../models/schema.ts'
import { openVault } from '../models/vault.ts'
import { type Brief, judgeableOf } from './brief.ts'
import { chanceOf } from './calibration.ts'
import { conceal } from './conceal.ts'
import type { Judgeable } from './judgeable.ts'
import { loopIn } from './loop.ts'
import { forbiddenBy } from './never.ts'
import { withAttachments } from './read-attachments.ts'
import { RULES } from './rules.ts'
import { Judged, type SkipReason } from './schema.ts'
import { shownIn, transcript, type Utterance } from './transcript.ts'
import { TRIAGE } from './triage.prompt.ts'

type Job = { client_id: string; mailbox_id: string; message_id: string }

/**
 * Decides what becomes of an inbound message: rules first, then a small model. The verdict is the ledger entry, or the
 * job that is handed on to.
 */
export async function triageMessage(context: Metered, job: Job, brief: Brief | null): Promise<Next | undefined> {
  if (!brief) return undefined
  const never = forbiddenBy(brief)
  if (never) return skip(context, job, never.reason, never.why)
  // A person has overruled rule and model: there is nothing left to judge.
  if (brief.asked_for) return unlessForbidden(context, job, await withAttachments(context, brief))

  const { message } = brief
  const judgeable = judgeableOf(brief)
  const owner = { ...brief.mailbox, letters: addressIn(context.env.LETTERS_FROM) }
  const rule = RULES.find(({ applies }) => applies(judgeable, owner))
  if (rule) return skip(context, job, rule.reason, rule.why)
  // Nobody writes to themselves through an assistant, from whichever of their mailboxes.
  if (brief.colleagues.includes(message.from_address))
    return skip(context, job, 'own_mail', 'From another of your mailboxes')

  const later = whatFollows(brief.conversation, message.id) ?? loopIn(brief.conversation)
  if (later) return skip(context, job, later.reason, later.why)

  const read = await withAttachments(context, brief)
  // Overruled once about this sender, the model is not asked again.
  if (read.gate) return unlessForbidden(context, job, read)
  const { conversation } = read
  const judged = await ask(context, {
    task: 'triage',
    client: message.client_id,
    message: message.id,
    allowance: brief.allowance,
    system: TRIAGE,
    prompt: `${sender(judgeable)}\n${transcript(conceal(conversation, openVault()))}`,
    texts: shownIn(conversation),
    schema: Judged,
    maxTokens: 300,
  })
  const verdict = verdictOf(judged, brief.gauge)
  const expected = verdict ? verdict.chance >= verdict.threshold : judged.needs_reply
  if (!expected) return skip(context, job, 'no_answer_needed', judged.reason, verdict)

  return { ...composing(job), ...(verdict && { verdict: { ...verdict, reason: judged.reason } }) }
}

/** What the files say is known only now, and may be what nobody is to be asked about. */
async function unlessForbidden(context: WorkerContext, job: Job, read: Brief): Promise<Next | undefined> {
  const never = forbiddenBy(read)
  return never ? skip(context, job, never.reason, never.why) : composing(job)
}

/** Without a figure there is none to weigh: then the model's plain word holds. */
function verdictOf({ score }: z.infer<typeof Judged>, { threshold, ...curve }: Brief['gauge']) {
  return score === undefined ? undefined : { score: Math.round(score), chance: chanceOf(curve, score), threshold }
}

const composing = (job: Job): Next => ({
  kind: 'draft.compose',
  key: `draft.compose:${job.message_id}`,
  payload: job,
})

/** "AssistantAI <hello@example.com>", or the address alone. */
const addressIn = (mailbox: string) => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase()

/** What code knows of the sender, for the model to weigh. */
const sender = ({ acquaintance, signals: { feedback_id, suppress, undisclosed } }: Judgeable) =>
  `<sender written_to="${acquaintance}" bulk="${feedback_id || suppress || undisclosed ? 'perhaps' : 'no sign'}"/>`

/** Only the last message of a conversation is answered. */
function whatFollows(conversation: Utterance[], id: string): { reason: SkipReason; why: string } | undefined {
  const later = conversation.slice(conversation.findIndex((message) => message.id === id) + 1)
  if (later.some(({ direction }) => direction === 'outbound'))
    return { reason: 'answered', why: 'You have answered it' }
  if (later.length) return { reason: 'superseded', why: 'A newer message in the conversation asks for the reply' }
  return undefined
}

async function skip({ db }: WorkerContext, { message_id }: Job, why: SkipReason, explanation: string, verdict?: Json) {
  await db.rpc('skip_message', { message: message_id, why, explanation, ...(verdict && { verdict }) }).throwOnError()
  return undefined
}
