import * as z from 'zod'
import type { WorkerContext } from '../context.ts'
import { log } from '../log.ts'

/** A Pub/Sub push as Google delivers it; what Gmail says is base64 inside. */
const Push = z.object({ message: z.object({ data: z.string().max(2000) }) })
const Notice = z.object({ emailAddress: z.email() })

/**
 * Records that a mailbox has news, and whether there is such a mailbox. The history id in the push is ignored: our own
 * cursor knows better. What cannot be read is taken all the same, for it would be delivered again for days and never be
 * read; its mailbox is polled, and a watch whose pushes say nothing is noticed as silent.
 */
export async function noticePush({ db }: WorkerContext, body: unknown): Promise<boolean> {
  const push = Push.safeParse(body)
  const notice = Notice.safeParse(push.data && readJson(push.data.message.data))
  if (!notice.success) {
    log('push.unreadable', { envelope: push.success })
    return false
  }
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
