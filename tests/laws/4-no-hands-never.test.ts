import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { LedgerPage } from '../../core/mailboxes/schema.ts'
import { Gate, Gates } from '../../core/rules/schema.ts'
import { drafted, pendingDraft } from '../support/drafted.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

/** What a professional has said never about is no model's business: not a byte of it reaches one. */
const world = await startWorld()
let ada: Practice
let before = { claude: 0, embeddings: 0 }

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  // Something to look things up in, so that a question is embedded where one is asked.
  const known = { client_id: ada.client, kind: 'text', title: 'Fees', text: 'The first consultation is 150 euros.' }
  await ada.ask('POST', '/api/knowledge/sources', known)
  await world.settled()
})
beforeEach(() => {
  before = asked()
})
afterEach(async () => {
  world.claude.script(undefined)
  for (const { id } of (await ada.expect(Gates, 'GET', '/api/knowledge/gates')).items)
    await ada.expect(Gate, 'DELETE', `/api/knowledge/gates/${id}`)
})

const asked = () => ({ claude: world.claude.calls().length, embeddings: world.embeddings.calls().length })
const never = (kind: string, value: string, effect = 'never') =>
  ada.expect(Gate, 'POST', '/api/knowledge/gates', { client_id: ada.client, kind, value, effect })

async function lineOf(subject: string) {
  const { items } = await ada.expect(LedgerPage, 'GET', `/api/mailboxes/${ada.mailbox}/ledger?limit=100`)
  const line = items.find((item) => item.subject === subject)
  if (!line) throw new Error(`No line for "${subject}"`)
  return line
}

/** A letter and, on it, a text file that would be read. */
const withFile = (from: string, subject: string, body: string) =>
  letter({
    from,
    to: ada.address,
    subject,
    headers: { 'Content-Type': 'multipart/mixed; boundary=x' },
    body: `--x\nContent-Type: text/plain; charset=utf-8\n\n${body}\n--x\nContent-Disposition: attachment; filename=zanzibar.txt\n\nzanzibar papers\n--x--`,
  })

test.each([
  ['sender', 'Ben.Zanzibar@Sorrel.example', 'Zanzibar <ben.zanzibar@sorrel.example>', 'Could we meet?'],
  ['domain', '@thicket.example', 'Zanzibar <zanzibar@mail.thicket.example>', 'Could we meet?'],
  ['topic', 'Zanzibar café', 'Zora <zora@fern.example>', 'What about the ZANZIBAR   Cafe\u0301?'],
])('of a %s nothing is asked, however often a draft is', async (kind, value, from, body) => {
  await never(kind, value)
  const subject = `About ${kind}`
  await world.google.deliver(ada.address, withFile(from, subject, body))
  await world.settled()
  const reason = kind === 'topic' ? 'never_for_topic' : 'never_for_sender'
  const line = await lineOf(subject)
  expect(line).toMatchObject({ outcome: 'skipped', reason })

  const anyway = `/api/mailboxes/${ada.mailbox}/ledger/${line.message_id}/draft-anyway`
  const refused = await ada.ask('POST', anyway)
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'excluded', error: expect.stringContaining('said never') },
  })
  await world.settled()
  expect(await lineOf(subject)).toMatchObject({ outcome: 'skipped', reason })
  expect(asked()).toEqual(before)
  expect(JSON.stringify(world.claude.calls())).not.toMatch(/zanzibar/i)
})

/** A letter that gives nothing away, and on it a file that does. */
const withSecret = (from: string, subject: string, said: string, name = 'notes.txt') =>
  letter({
    from,
    to: ada.address,
    subject,
    headers: { 'Content-Type': 'multipart/mixed; boundary=x' },
    body: `--x\nContent-Type: text/plain; charset=utf-8\n\nWould you look at this, please?\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename="${name}"\n\n${said}\n--x--`,
  })

test.each([
  [
    'topic',
    'Zanzibar café',
    'never_for_topic',
    `${'so on and so forth '.repeat(2000)} the ZANZIBAR Cafe\u0301`,
    'notes.txt',
  ],
  ['topic', 'zanzibar', 'never_for_topic', 'nothing of it in here', 'Zanzibar-2026.txt'],
  ['sender', 'quiet@zanzibar.example', 'never_for_sender', 'From: Q <quiet@zanzibar.example>', 'notes.txt'],
  ['domain', 'zanzibar.example', 'never_for_sender', 'Ask quiet@zanzibar.example about it.', 'notes.txt'],
])('nor of a %s that only a file speaks of, before anybody is shown it', async (kind, value, reason, said, name) => {
  await never(kind, value)
  const subject = `Enclosed ${kind} ${name}`
  const first = withSecret('Mo <mo@bog.example>', subject, said, name)
  await world.google.deliver(ada.address, first)
  await world.settled()
  const line = await lineOf(subject)
  expect(line).toMatchObject({ outcome: 'skipped', reason })
  const anyway = await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/ledger/${line.message_id}/draft-anyway`)
  expect(anyway).toMatchObject({ status: 409, body: { code: 'excluded' } })

  // It stays in the conversation, and would be shown with whatever follows.
  await world.google.deliver(
    ada.address,
    followUp(first, { from: 'Mo <mo@bog.example>', to: ada.address, body: 'Well?' }),
  )
  await world.settled()
  expect(await lineOf(`Re: ${subject}`)).toMatchObject({ outcome: 'skipped', reason })
  expect(asked()).toEqual(before)
  expect(JSON.stringify(world.claude.calls())).not.toMatch(/zanzibar/i)
})

test('nor where the sender is always answered, or a person has asked: files are read first', async () => {
  await never('sender', 'mo@bog.example', 'always')
  await never('topic', 'zanzibar')
  const subject = 'Always, but'
  await world.google.deliver(ada.address, withSecret('Mo <mo@bog.example>', subject, 'All about Zanzibar'))
  await world.settled()
  expect(await lineOf(subject)).toMatchObject({ outcome: 'skipped', reason: 'never_for_topic' })

  // A rule sets it aside unread; asked for, it is read for the first time.
  const robot = withSecret('Mo <mo@bog.example>', 'By rule', 'All about Zanzibar').replace(
    /^Subject:/m,
    'Auto-Submitted: auto-replied\nSubject:',
  )
  await world.google.deliver(ada.address, robot)
  await world.settled()
  const line = await lineOf('By rule')
  expect(line).toMatchObject({ outcome: 'skipped', reason: 'auto_reply' })
  const anyway = await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/ledger/${line.message_id}/draft-anyway`)
  expect(anyway.status).toBe(200)
  await world.settled()
  expect(await lineOf('By rule')).toMatchObject({ outcome: 'skipped', reason: 'never_for_topic' })
  expect(asked()).toEqual(before)
})

test('said after a file was read, it holds for what would be written anew', async () => {
  await world.google.deliver(ada.address, withSecret('Nia <nia@bog.example>', 'Read before', 'All about Zanzibar'))
  const draft = await pendingDraft(world, ada, 'Read before')
  before = asked()
  await never('topic', 'zanzibar')
  const rewritten = await ada.ask('POST', `/api/drafts/${draft.id}/rewrite`, { version: 1, instruction: 'Shorter' })
  expect(rewritten).toMatchObject({ status: 409, body: { code: 'excluded' } })
  expect(asked()).toEqual(before)
})

test('whole words are meant, and somebody else is answered', async () => {
  await never('topic', 'art')
  await never('domain', 'orrel.example')
  await never('sender', 'en@sorrel.example')
  await drafted(world, ada, 'Ben <ben@sorrel.example>', { body: 'Could we start on 3 March?' })
  expect(asked().claude).toBe(before.claude + 2)
})

test('nor as an earlier message of somebody else’s conversation, nor as what they quote', async () => {
  await never('sender', 'quiet@zanzibar.example')
  const first = letter({ from: 'quiet@zanzibar.example', to: ada.address, subject: 'Ours', body: 'Zanzibar secrets?' })
  await world.google.deliver(ada.address, first)
  await world.settled()
  const second = followUp(first, { from: 'Ben <ben@sorrel.example>', to: ada.address, body: 'What do you say?' })
  await world.google.deliver(ada.address, second)
  const third = { from: 'Ben <ben@sorrel.example>', to: ada.address, subject: 'Forwarded' }
  const body = 'What of this?\n\n---- Forwarded ----\nFrom: Q <quiet@zanzibar.example>\n\nZanzibar secrets?'
  await world.google.deliver(ada.address, letter({ ...third, body }))
  await world.settled()
  expect(await lineOf('Re: Ours')).toMatchObject({ outcome: 'skipped', reason: 'never_for_sender' })
  expect(await lineOf('Forwarded')).toMatchObject({ outcome: 'skipped', reason: 'never_for_sender' })
  expect(asked()).toEqual(before)
})

test('what was drafted before is rewritten by no model, and its other wordings can still be chosen', async () => {
  world.claude.script((request) =>
    JSON.stringify(request.output_config).includes('needs_reply')
      ? { needs_reply: true, reason: 'Asks', language: 'en' }
      : { language: 'en', body: 'Dear Una, yes.', alternatives: ['Dear Una, no.'], questions: [] },
  )
  const { draft } = await drafted(world, ada, 'Una <una@fern.example>')
  before = asked()
  await never('domain', 'fern.example')
  const rewritten = await ada.ask('POST', `/api/drafts/${draft.id}/rewrite`, { version: 1, instruction: 'Shorter' })
  expect(rewritten).toMatchObject({ status: 409, body: { code: 'excluded' } })
  const other = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/choose`, { version: 1, wording: 1 })
  expect(other.body).toBe('Dear Una, no.')
  expect(asked()).toEqual(before)
})

test('said while a draft is about to be written, it holds', async () => {
  world.claude.script(async (request) => {
    if (!JSON.stringify(request.output_config).includes('needs_reply')) throw new Error('No reply is to be written')
    await never('topic', 'adoption')
    return { needs_reply: true, reason: 'Asks', language: 'en' }
  })
  const late = { from: 'Lea <lea@moss.example>', to: ada.address, subject: 'Late', body: 'The adoption, then?' }
  await world.google.deliver(ada.address, letter(late))
  await world.settled()
  expect(await lineOf('Late')).toMatchObject({ outcome: 'skipped', reason: 'never_for_topic' })
})

test('asking for a draft teaches: the model is no longer asked whether this sender needs an answer; rules still are', async () => {
  world.claude.script((request) =>
    JSON.stringify(request.output_config).includes('needs_reply')
      ? { needs_reply: false, reason: 'Thanks', language: 'en' }
      : { language: 'en', body: 'Dear Kim, gladly.', alternatives: [], questions: [] },
  )
  const kim = { from: 'Kim <Kim@oak.example>', to: ada.address }
  await world.google.deliver(ada.address, letter({ ...kim, subject: 'Thanks' }))
  await world.settled()
  const line = await lineOf('Thanks')
  expect(line).toMatchObject({ outcome: 'skipped', reason: 'no_answer_needed' })
  expect((await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/ledger/${line.message_id}/draft-anyway`)).status).toBe(
    200,
  )
  await pendingDraft(world, ada, 'Thanks')
  const [always] = (await ada.expect(Gates, 'GET', '/api/knowledge/gates')).items
  expect(always).toMatchObject({ kind: 'sender', value: 'kim@oak.example', effect: 'always' })

  await world.google.deliver(ada.address, letter({ ...kim, subject: 'Thanks again' }))
  await pendingDraft(world, ada, 'Thanks again')
  const away = { ...kim, subject: 'Away', headers: { 'Auto-Submitted': 'auto-replied' } }
  await world.google.deliver(ada.address, letter(away))
  await world.settled()
  expect(await lineOf('Away')).toMatchObject({ outcome: 'skipped', reason: 'auto_reply' })

  await ada.expect(Gate, 'DELETE', `/api/knowledge/gates/${always?.id}`)
  await world.google.deliver(ada.address, letter({ ...kim, subject: 'Thanks once more' }))
  await world.settled()
  expect(await lineOf('Thanks once more')).toMatchObject({ outcome: 'skipped', reason: 'no_answer_needed' })
})

test('what was written to them is not embedded, nor found when somebody else asks', async () => {
  const text =
    'Zanzibar is where the papers of the whole matter have been kept ever since the two of us agreed on it in spring.'
  const sent = letter({ from: ada.address, to: 'quiet@zanzibar.example', subject: 'Kept', body: text })
  await world.google.deliver(ada.address, sent, ['SENT'])
  await world.settled()
  const source = { client_id: ada.client, kind: 'sent_mail', mailbox_id: ada.mailbox }
  expect((await ada.ask('POST', '/api/knowledge/sources', source)).status).toBe(201)
  await world.settled()
  const search = () => ada.ask('POST', '/api/knowledge/search', { client_id: ada.client, query: 'Zanzibar papers' })
  expect(JSON.stringify((await search()).body)).toContain('Zanzibar is where')
  await never('domain', 'zanzibar.example')
  await world.settled()
  expect(JSON.stringify((await search()).body)).not.toContain('Zanzibar is where')
})

test.each([
  [{ kind: 'sender', value: 'nobody' }],
  [{ kind: 'domain', value: 'localhost' }],
  [{ kind: 'domain', value: 'a@b.example' }],
  [{ kind: 'topic', value: '??' }],
  [{ kind: 'topic', value: 'tax', effect: 'always' }],
  [{ kind: 'everything', value: 'tax' }],
])('%j is not taken', async (said) => {
  const answer = await ada.ask('POST', '/api/knowledge/gates', { client_id: ada.client, ...said })
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } })
})

test('said twice it is one word, and the last one holds', async () => {
  const first = await never('sender', 'una@fern.example', 'always')
  const second = await never('sender', 'UNA@fern.example')
  expect(second).toMatchObject({ id: first.id, effect: 'never' })
})
