import type { Next, WorkerContext } from '../context.ts'
import { log } from '../log.ts'
import type { Metered } from '../models/schema.ts'
import type { Read } from './blocks/read-blocks.ts'
import { embed } from './embed.ts'
import { fetchPage } from './fetch-page.ts'
import { languageOf } from './language.ts'
import { readFile } from './read-file.ts'
import { readSentMail } from './read-sent-mail.ts'
import type { SourceFailure } from './schema.ts'
import { type Cut, split } from './split.ts'

type Job = { client_id: string; source_id: string }

const MOST_PASSAGES = 5000
type Opened = {
  id: string
  begun: number
  total: number | null
  kind: string
  title: string
  url: string
  filename: string
  content: string
}

/**
 * Reads a source: its passages first, all at once; then what they mean, some at a time, each in a job of its own, so
 * that a crash costs no more than the last; then all of it takes the place of the reading before.
 */
export async function readSource(context: Metered, job: Job): Promise<Next | undefined> {
  const { data } = await context.db.rpc('begin_source', { source: job.source_id }).throwOnError()
  const [source] = data
  // Deleted, or read to its end by somebody else.
  if (!source) return undefined

  if (source.total === null && !(await cut(context, source))) return undefined
  return understand(context, job, source.begun)
}

/** Answers whether there is anything to go on with. */
async function cut(context: WorkerContext, source: Opened): Promise<boolean> {
  const found = await passagesOf(context, source)
  const reading = source.begun
  if ('failure' in found) {
    log('knowledge.unread', { source: source.id, reason: found.failure })
    await context.db.rpc('fail_source', { source: source.id, reading, reason: found.failure }).throwOnError()
    return false
  }
  const { cuts, content, title } = found
  const { data } = await context.db
    .rpc('store_passages', {
      source: source.id,
      reading,
      spoken: languageOf(cuts.map(({ body }) => body).join('\n')),
      cuts,
      ...(content && { base64: Buffer.from(content).toString('base64'), named: title }),
    })
    .throwOnError()
  return data
}

type Found = { cuts: Cut[]; title: string; content?: Uint8Array } | { failure: SourceFailure }

async function passagesOf(context: WorkerContext, { id, kind, title, url, filename, content }: Opened): Promise<Found> {
  // As PostgREST writes bytes.
  const bytes = Buffer.from(content.replace(/^\\x/, ''), 'hex')
  if (kind === 'answer') {
    const body = bytes.toString('utf8')
    return { cuts: [{ headings: [title], page: null, begins: 0, ends: body.length, body }], title }
  }
  if (kind === 'sent_mail') return cutsOf(await readSentMail(context, id))
  if (kind !== 'website') return cutsOf(await readFile(kind === 'file' ? filename : 'text.md', bytes))

  const page = await fetchPage(context, url)
  if (!page) return { failure: 'unreachable' }
  const found = cutsOf(page.read)
  return 'failure' in found ? found : { ...found, content: page.content }
}

function cutsOf(read: Read): Found {
  if (read.outcome === 'failed') return { failure: read.failure }
  const cuts = split(read.blocks)
  return cuts.length > MOST_PASSAGES ? { failure: 'too_large' } : { cuts, title: read.title }
}

/** Some passages, and on to the next; when none is left, the reading is done. */
async function understand(context: Metered, job: Job, reading: number): Promise<Next | undefined> {
  const { db, embeddings } = context
  const source = job.source_id
  const { data } = await db
    .from('passages')
    .select('id, headings, body')
    .eq('source_id', source)
    .eq('edition', reading)
    .is('bits', null)
    .order('position')
    .limit(embeddings?.most ?? 0)
    .throwOnError()
  const texts = data.map(({ headings, body }) => [...headings, body].join('\n'))
  // Refused for good, they are found by their words alone.
  const shown = data.map(({ id }) => ({ kind: 'passage' as const, id }))
  const asked = { client: job.client_id, message: null, texts: shown }
  const directions = texts.length > 0 ? await embed(context, texts, asked) : []
  if (directions?.length) {
    const rows = data.map(({ id }, nth) => ({ id, embedding: directions[nth] ?? [] }))
    await db.rpc('store_embeddings', { source, reading, embeddings: rows }).throwOnError()
    return { kind: 'knowledge.read', key: `knowledge.read:${source}`, payload: job }
  }
  await db.rpc('publish_source', { source, reading, model: (directions && embeddings?.model) ?? '' }).throwOnError()
  return undefined
}
