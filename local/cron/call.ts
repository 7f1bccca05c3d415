import * as z from 'zod'
import type { World } from '../world.ts'

const Answer = z.discriminatedUnion('success', [
  z.object({ success: z.literal(true), data: z.object({ found: z.int(), done: z.int() }) }),
  z.object({ success: z.literal(false), error: z.string() }),
])

export type Sweep = { found: number; done: number }

/** Knocks at a schedule's door over HTTP, as the workflow does. @throws {Error} with the door's own sentence */
export async function callSchedule(
  { url, env }: Pick<World, 'url' | 'env'>,
  job: string,
  signal?: AbortSignal,
): Promise<Sweep> {
  const response = await fetch(`${url}/api/hooks/cron/${encodeURIComponent(job)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${env.CRON_SECRET}` },
    ...(signal && { signal }),
  })
  const answer = Answer.parse(await response.json())
  if (!answer.success) throw new Error(`Cannot run the schedule "${job}": ${answer.error}`)
  return answer.data
}
