import type { WorkerContext } from '../context.ts'
import type { Read } from './blocks/read-blocks.ts'
import { textBlocks } from './blocks/text.ts'

/** What somebody has written to others, letter by letter; a passage stands under its subject and its day. */
export async function readSentMail({ db }: WorkerContext, source: string): Promise<Read> {
  const { data } = await db.rpc('sent_mail', { source }).throwOnError()
  const blocks = data.flatMap(({ subject, sent_at, body }) =>
    textBlocks(body).map((block) => ({
      ...block,
      headings: [subject.slice(0, 200).toWellFormed(), sent_at.slice(0, 10)],
    })),
  )
  return blocks.length > 0 ? { outcome: 'read', blocks, title: '' } : { outcome: 'failed', failure: 'empty' }
}
