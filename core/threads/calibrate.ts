import type { WorkerContext } from '../context.ts'
import { curveOf, type Label } from './calibration.ts'

const AT_ONCE = 200

/** Learns from what became of its verdicts how sure the model has to be, business by business. Returns how many. */
export async function calibrate({ db }: WorkerContext): Promise<number> {
  let count = 0
  let after: string | undefined
  do {
    const { data } = await db.rpc('triage_labels', { most: AT_ONCE, ...(after && { after }) }).throwOnError()
    const curves = data.map(({ client_id, labels }) => {
      const known = labels as Label[]
      return { client_id, ...curveOf(known), labels: known.length }
    })
    if (curves.length > 0) await db.rpc('keep_triage_curves', { curves }).throwOnError()
    count += curves.length
    after = data.length === AT_ONCE ? data.at(-1)?.client_id : undefined
  } while (after)
  return count
}
