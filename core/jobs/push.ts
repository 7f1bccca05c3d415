import * as z from 'zod'
import type { WorkerContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** A Pub/Sub push as Google delivers it; what Gmail says is base64 inside. */
export const Push = z.object({ message: z.object({ data: z.string().max(2000) }) })
const Notice = z.object({ emailAddress: z.email() })

/** Records that a mailbox has news. The history id in the push is ignored: our own cursor knows better. */
export async function noticePush({ db }: WorkerContext, { message }: z.infer<typeof Push>): Promise<boolean> {
  const notice = Notice.safeParse(readJson(message.data))
  if (!notice.success) throw new Refusal('invalid', 'This is not a Gmail notification')

  const { data } = await db.rpc('notice_push', { mailbox_address: notice.data.emailAddress }).throwOnError()
  return data
}

function readJson(base64: string): unknown {
  try {
    return JSON.parse(atob(base64))
  } catch {
    return undefined
  }
}
