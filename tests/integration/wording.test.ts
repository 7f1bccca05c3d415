import { beforeAll, expect, test } from 'vitest'
import type { Draft } from '../../core/drafts/schema.ts'
import { drafted, readDraft } from '../support/drafted.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice
let draft: Draft

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  draft = (await drafted(world, ada, 'ben@sorrel.example')).draft
})

const save = async (body: string) => {
  const { version } = await readDraft(ada, draft)
  return ada.ask('PATCH', `/api/drafts/${draft.id}`, { version, body })
}

test.each([
  ['zero-width spaces', '\u200b\u200b'],
  ['a braille blank', '\u2800'],
  ['a Hangul filler', '\u3164 \u115f'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['marks of direction', '\u200e\u200f'],
  ['a byte order mark', '\ufeff'],
  ['an em space', '\u2003\n\t'],
  ['balanced isolates around nothing', '\u2067\u2069'],
])('a reply of nothing but %s is empty', async (_what, body) => {
  const answer = await save(body)
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
  expect(answer.body.error).toMatch(/cannot be empty/)
})

test.each(['\0', '\x07', '\x08', '\x1b[2J', '\x0b', '\x0c', '\x7f', '\x85', '\x9b'])(
  'the control character %j is refused',
  async (control) => {
    expect(await save(`Dear Ben${control}, yes`)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  },
)

test.each([
  ['an override', 'Pay \u202e001\u202c euro'],
  ['the other override', 'Pay \u202d001\u202c euro'],
  ['an embedding left open', 'Pay \u202b001 euro'],
  ['an isolate left open', 'Pay \u2067001 euro'],
  ['an isolate closed as an embedding', 'Pay \u2067001\u202c euro'],
  ['an end without a beginning', 'Pay 001\u2069 euro'],
])('%s, which shows another order than is sent, is refused', async (_what, body) => {
  expect(await save(body)).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test.each([
  ['line breaks of Windows and of old', 'Dear Ben\r\n\r\nYes\rAda\n', 'Dear Ben\n\nYes\nAda\n'],
  ['tabs', 'a\tb', 'a\tb'],
  ['closed isolates and embeddings', 'שלום \u2066Ada\u2069 \u202bשלום\u202c', 'שלום \u2066Ada\u2069 \u202bשלום\u202c'],
  ['joined emoji', '👩🏽‍⚖️', '👩🏽‍⚖️'],
  ['joiners of Persian', 'می\u200cخواهم', 'می\u200cخواهم'],
])('a reply with %s is kept', async (_what, body, kept) => {
  expect(await save(body)).toMatchObject({ status: 200, body: { data: { body: kept } } })
})
