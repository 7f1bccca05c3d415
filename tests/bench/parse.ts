import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import type { StoredMessage } from '../../core/mailboxes/schema.ts'
import { root } from '../support/house.ts'
import { type Measure, middle } from './measure.ts'
import type { BenchWorld } from './world.ts'

const ROUNDS = 12
const BATCH = 25

/**
 * The same messages three ways, in turns: parsed by postal-mime alone; parsed, sanitised, split and sniffed; and stored
 * with that, in the statements a sync uses. The messages are the seeded inbox, and the corpora where they are.
 */
export async function measureParsing({ supabase: { sql } }: BenchWorld): Promise<Measure[]> {
  const mails = [...folder(path.join(root, 'local/seed/mail')), ...folder(process.env.CORPORA_DIR ?? '')]
  const [box] = await sql<{ id: string }[]>`select id from public.mailboxes order by created_at limit 1`

  const alone = async () => {
    for (const raw of mails) await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined)
  }
  const ours = async (round: number) => {
    const parsed: StoredMessage[] = []
    for (const [nth, raw] of mails.entries()) parsed.push(await parseMessage(message(raw, `${round}-${nth}`)))
    return parsed
  }
  const stored = async (round: number) => {
    const parsed = await ours(round)
    for (let at = 0; at < parsed.length; at += BATCH) {
      await sql`select public.record_messages(${box?.id ?? ''}, ${sql.json(parsed.slice(at, at + BATCH))}, null)`
    }
  }

  const [bare, parsing, storing]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    const first = await clocked(alone)
    const second = await clocked(() => ours(round))
    const third = await clocked(() => stored(round))
    const again = await clocked(alone)
    // The first turns warm the machine up and do not count.
    if (round < 2) continue
    const ms = (first + again) / 2
    bare.push((mails.length / ms) * 1000)
    parsing.push(ms / second)
    storing.push(ms / third)
  }
  return [
    { part: PART, name: `postal-mime alone, ${mails.length} messages`, unit: 'mails/s', ...middle(bare) },
    { part: PART, name: 'parsed, sanitised and split ÷ postal-mime alone', unit: '×', ...middle(parsing) },
    { part: PART, name: 'and stored ÷ postal-mime alone', unit: '×', ...middle(storing) },
  ]
}

const PART = 'Reading mail'

const folder = (directory: string): Uint8Array[] =>
  directory
    ? globSync('**/*.eml', { cwd: directory })
        .sort()
        .map((file) => new Uint8Array(readFileSync(path.join(directory, file))))
    : []

const message = (raw: Uint8Array, id: string) => ({
  id: `bench-${id}`,
  threadId: `bench-${id}`,
  labels: ['SENT'],
  receivedAt: new Date(0),
  snippet: '',
  raw,
})

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
