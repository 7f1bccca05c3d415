import type { WorkerContext } from '../../../core/context.ts'
import type { Brief } from '../../../core/threads/brief.ts'
import { measureVoices } from '../../../core/voice/measure.ts'
import type { Voice } from '../../../core/voice/schema.ts'

/** A mail that was answered: what there was to answer it from then, what the assistant wrote, and what was sent. */
export type Past = {
  draft: string
  brief: Brief & { now: string }
  drafted: { body: string; language: string; questions: unknown[] }
  sent: string
}

type Told = Omit<Past, 'draft'> & { letters: Parameters<typeof measureVoices>[0] }

/** What a run may spend is counted by the run; which routes rest is for mail that somebody waits for. */
const UNCOUNTED = { spent: 0, budget: Number.MAX_SAFE_INTEGER, resting: {} }

/** Null where its business does not allow it any more, or where no model may see the conversation. */
export async function pastReply({ db }: WorkerContext, draft: string): Promise<Past | null> {
  const { data } = await db.rpc('past_brief', { draft }).throwOnError()
  if (!data) return null
  const { brief, letters, drafted, sent } = data as unknown as Told
  return { draft, drafted, sent, brief: { ...brief, voices: voicesOf(brief, letters), allowance: UNCOUNTED } }
}

/** As measured in what had been sent by then; what nobody has touched since is as it was. */
function voicesOf({ voices, message }: Brief, letters: Told['letters']): Brief['voices'] {
  const kept = voices as Pick<Voice, 'recipient' | keyof Brief['voices'][number]>[]
  const to = ['', message.from_address.toLowerCase()]
  const measured = measureVoices(letters).filter(
    (one) =>
      to.includes(one.recipient) &&
      !kept.some(({ recipient, language }) => recipient === one.recipient && language === one.language),
  )
  return [...kept, ...measured].sort((a, b) => b.recipient.length - a.recipient.length)
}
