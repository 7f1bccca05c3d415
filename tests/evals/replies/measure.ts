import type { WorkerContext } from '../../../core/context.ts'
import { type Written, writeFrom } from '../../../core/drafts/write.ts'
import { Unavailable } from '../../../core/errors.ts'
import { judgeReply, type Verdict } from '../judge.ts'
import { ruledBy } from '../ruled-by.ts'
import { briefOf, passagesOf } from './brief.ts'
import type { Case } from './cases.ts'
import { type Fault, faultsOf, type Reply } from './check.ts'

export type Measured = { one: Case; reply: Reply; faults: Fault[]; verdict: Verdict | null }

const NOTHING: Reply = { language: '', body: '', questions: [], claims: [] }
const AT_ONCE = 4

/** Has every case answered by these rules, and each answer judged: by code first, and by a model where there is one. */
export async function measure(context: WorkerContext, cases: Case[], rules: string): Promise<Measured[]> {
  const measured: Measured[] = []
  const waiting = [...cases.entries()]
  const ruled: WorkerContext = { ...context, claude: ruledBy(rules, context.claude) }
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [nth, one] = next
      const brief = briefOf(one)
      const passages = passagesOf(one)
      const reply = await given(writeFrom({ ...ruled, calls: [] }, brief, passages, {}))
      const material = { brief, passages, asks: one.asks }
      const verdict = reply && (await given(judgeReply({ ...context, calls: [] }, material, reply.body)))
      measured[nth] = { one, reply: reply ?? NOTHING, faults: faultsOf(one, reply ?? NOTHING), verdict }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return measured
}

/** A model that does not answer is a fault of the reply, not of the run. */
async function given<T extends Written | Verdict>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Unavailable) return null
    throw error
  }
}
