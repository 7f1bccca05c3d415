import { beforeAll, expect, test } from 'vitest'
import { readEnv } from '../../../core/env.ts'
import { type Embeddings, embeddings } from '../../../core/providers/embeddings.ts'
import { knowledgeOf } from '../../support/knowledge.ts'
import { signIn } from '../../support/person.ts'
import { startWorld } from '../../support/world.ts'
import { percent, share } from '../wilson.ts'
import { MANNERS, readPairs } from './pairs.ts'
import { type Judged, recalled, reciprocal, retrieve, WAYS } from './retrieve.ts'

const { pairs, documents } = readPairs()
const world = await startWorld()
const judged: Record<string, Judged[]> = {}

beforeAll(async () => {
  const hers = knowledgeOf(world, await signIn(world, 'ada@quill.example', 'Quill & Sons'))
  for (const { title, text } of documents) await hers.add({ kind: 'text', title, text })
  // What comes first of equals is no chance here.
  await world.supabase.sql`update public.passages set id = md5(body)::uuid`
  const service = embeddings(readEnv(world.env)) as Embeddings
  for (const [way, parts] of Object.entries(WAYS)) {
    judged[way] = await retrieve(world, service, hers.client_id, pairs, parts)
  }
}, 120_000)

const by = (way: string, held?: boolean) =>
  (judged[way] ?? []).filter(({ pair }) => held === undefined || pair.held === held)

test('there are enough questions, in four languages, each with a passage of its own, and a third is held out', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(150)
  expect(new Set(pairs.map(({ language }) => language)).size).toBe(4)
  expect(new Set(pairs.map(({ title, heading }) => `${title} ${heading}`)).size).toBe(pairs.length / MANNERS.length)
  expect(pairs.filter(({ held }) => held).length / pairs.length).toBeGreaterThanOrEqual(0.3)
})

test.each(['words alone', 'spelling alone', 'meaning alone'])(
  'the whole search finds more, and sooner, than %s',
  (way) => {
    expect(recalled(by('hybrid'))).toBeGreaterThan(recalled(by(way)))
    expect(reciprocal(by('hybrid'))).toBeGreaterThan(reciprocal(by(way)))
  },
)

test('the figures are printed, way by way and language by language', () => {
  const rows = Object.keys(WAYS).flatMap((way) => [
    line(`${way}, all`, by(way)),
    line(`${way}, held out`, by(way, true)),
  ])
  const manners = Object.keys(WAYS).flatMap((way) =>
    MANNERS.map((asked) =>
      line(
        `${way}, asked ${asked}`,
        by(way).filter(({ pair }) => pair.asked === asked),
      ),
    ),
  )
  const languages = [...new Set(pairs.map(({ language }) => language))].map((language) =>
    line(
      `hybrid, ${language}`,
      by('hybrid').filter(({ pair }) => pair.language === language),
    ),
  )
  process.stdout.write(`${[...rows, ...manners, ...languages].join('\n')}\n`)
  expect(rows).toHaveLength(10)
})

const line = (name: string, set: Judged[]) =>
  `${name} (${set.length} questions): recall@5 ${percent(share(recalled(set), set.length))}, MRR ${reciprocal(set).toFixed(3)}`
