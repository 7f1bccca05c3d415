import { languageOf } from '../../../core/claims/languages.ts'
import { checkBody } from '../../../core/drafts/check-body.ts'
import { evidenceOf, momentIn } from '../../../core/drafts/evidence.ts'
import { Unavailable } from '../../../core/errors.ts'
import type { Found } from '../../../core/knowledge/schema.ts'
import type { Metered } from '../../../core/models/schema.ts'
import { judgeReply, type Verdict } from '../judge.ts'
import type { Past } from './past.ts'
import type { Reply, Way } from './way.ts'

/** What is kept of a reply, as SQL `record_replay` takes it. */
type Figures = {
  unsupported: number
  invented: number
  links: number
  questions: number
  language_fits: boolean
  faithful: boolean | null
  deletable: number | null
  tone_fits: boolean | null
}

const SILENT: Reply = { language: '', body: '', questions: [] }

/** Has a mail answered once more, and measures the answer; null where a model was not to be had. */
export async function measureAgain(
  context: Metered,
  way: Way,
  past: Past,
  passages: Found[],
): Promise<{ written: string; figures: Figures } | null> {
  const written = await given(context, way.write(context, past, passages))
  if (!written) return null
  const reply = written.said ?? SILENT
  const material = { brief: past.brief, passages, asks: [] }
  const judged = reply.body ? await given(context, judgeReply(context, material, reply.body)) : { said: null }
  if (!judged) return null
  return { written: reply.body, figures: { ...byCode(reply, past, passages), ...byJudge(judged.said) } }
}

/** The one text a person would have been shown first, whoever wrote it and however many others there were. */
function byCode({ body, language, questions }: Reply, { brief, sent }: Past, passages: Found[]) {
  const now = momentIn(brief.client.timezone, brief.now)
  const open = checkBody(body, language, evidenceOf(brief, passages, {}), now).filter(({ source }) => source === null)
  const [spoken, wanted] = [languageOf(body), languageOf(sent)]
  return {
    unsupported: open.length,
    invented: open.filter(({ kind }) => kind !== 'promise').length,
    links: open.filter(({ kind }) => kind === 'url').length,
    questions: questions.length,
    language_fits: !spoken || !wanted || spoken === wanted,
  }
}

function byJudge(verdict: Verdict | null) {
  if (!verdict) return { faithful: null, deletable: null, tone_fits: null }
  const { faithful, unsupported, deletable, tone } = verdict
  return { faithful: faithful && unsupported.length === 0, deletable: deletable.length, tone_fits: tone === 'fitting' }
}

/** A model that refuses or talks nonsense has said nothing; one that is busy has not been asked. */
async function given<T>({ calls }: Metered, answer: Promise<T>): Promise<{ said: T | null } | null> {
  try {
    return { said: await answer }
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    return ['busy', 'broken', 'lost'].includes(calls.at(-1)?.outcome ?? 'lost') ? null : { said: null }
  }
}
