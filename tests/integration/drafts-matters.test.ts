import { afterEach, beforeAll, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { Source } from '../../core/knowledge/schema.ts'
import { approve, drafted } from '../support/drafted.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const odile = 'Odile Marchbank <odile@saltmarsh.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})
afterEach(() => world.claude.script(undefined))

/** A draft that says this to what somebody wrote. */
async function saying(body: string, letter: { from?: string; subject?: string; wrote: string }, language = 'en') {
  const { from = ben, wrote, ...rest } = letter
  world.claude.script(({ output_config }) =>
    JSON.stringify(output_config).includes('needs_reply')
      ? { needs_reply: true, reason: 'Asks', language }
      : { language, body, alternatives: [], questions: [] },
  )
  const { draft } = await drafted(world, ada, from, { body: wrote, ...rest })
  world.claude.script(undefined)
  return draft
}

const matters = ({ claims }: Draft) =>
  claims
    .filter(({ kind }) => kind === 'matter')
    .map(({ text, source, elsewhere }) => ({ text, source, elsewhere }))
    .sort((a, b) => a.text.localeCompare(b.text))

test('what a reply says its reader has come for must be what they have come for', async () => {
  const draft = await saying('Dear Ben, your custody hearing is in good hands, and so is the divorce.', {
    wrote: 'My wife and I are getting divorced. How is it going?',
  })
  expect(matters(draft)).toEqual([{ text: 'your custody hearing', source: null, elsewhere: false }])
  expect((await approve(ada, draft)).body).toMatchObject({ code: 'unchecked' })
})

test('that a business deals with such matters does not say that this is one of them', async () => {
  await ada.expect(Source, 'POST', '/api/knowledge/sources', {
    client_id: ada.client,
    kind: 'text',
    title: 'What we do',
    text: 'We handle probate. In probate a first meeting costs nothing.',
  })
  await catchUp(world)
  const draft = await saying('Yes, in probate a first meeting costs nothing. Your probate can begin at once.', {
    wrote: 'What does a first meeting cost?',
  })
  expect(matters(draft)).toEqual([{ text: 'Your probate', source: null, elsewhere: false }])
})

test('what another conversation is about is not said in this one unseen', async () => {
  await saying('Thank you.', { from: odile, subject: 'Rebuilding the orangery wing', wrote: 'When can it begin?' })
  const wrote = 'Do you have time for us in spring?'
  const told = await saying('We do, once the orangery wing is done.', { wrote })
  expect(matters(told)).toEqual([{ text: 'orangery wing', source: null, elsewhere: true }])
  expect(told.claims.find(({ kind }) => kind === 'matter')?.title).toBe('Rebuilding the orangery wing')
  expect((await approve(ada, told)).body).toMatchObject({ code: 'unchecked' })
  const claims = told.claims.filter(({ source }) => !source).map(({ position }) => position)
  expect((await ada.ask('POST', `/api/drafts/${told.id}/vouch`, { claims })).status).toBe(200)
  expect((await approve(ada, told)).status).toBe(200)

  // Their own matter, in whichever of their conversations; and what is asked here is nobody else's.
  expect(matters(await saying('We do, after the orangery wing.', { from: odile, subject: 'Spring', wrote }))).toEqual(
    [],
  )
  const asked = { wrote: 'Could you build us an orangery?' }
  expect(matters(await saying('An orangery can be built in spring.', asked))).toEqual([])
})

test('what no index of subjects takes is drafted all the same', async () => {
  const endless = `${'ж'.repeat(3000)} `
  const draft = await saying(`Your ${endless.repeat(2)}is ready, and so is the ${'x'.repeat(59)} ${'y'.repeat(59)}.`, {
    wrote: 'Is it ready?',
  })
  expect(matters(draft)).toEqual([])
})

test('a matter that its person says is theirs is marked no longer, whatever was thought of it before', async () => {
  const draft = await saying('Dear Ben, your paternity test is booked.', { wrote: 'What is next?' })
  expect(matters(draft).map(({ text }) => text)).toEqual(['your paternity'])
  world.claude.script(() => ({
    language: 'en',
    body: 'Dear Ben, your paternity test is booked, as you asked.',
    alternatives: [],
    questions: [],
  }))
  const told = { version: draft.version, instruction: 'He called about his paternity test, it is booked.' }
  const again = await ada.expect(Draft, 'POST', `/api/drafts/${draft.id}/rewrite`, told)
  expect(matters(again)).toEqual([])
})

/** A letter of the past, in a conversation of its own. */
async function wroteOnce(to: string, letter: string): Promise<void> {
  await world.supabase.sql`
    with one as (
      insert into public.threads (client_id, mailbox_id, gmail_thread_id, subject, last_message_at)
      values (${ada.client}, ${ada.mailbox}, ${to}, 'Winter', now()) returning id
    ), sent as (
      insert into public.messages (client_id, mailbox_id, thread_id, gmail_message_id, direction, from_address, subject, received_at,
        to_recipients)
      select ${ada.client}, ${ada.mailbox}, id, ${to}, 'outbound', 'ada@quill.example', 'Winter', '2026-11-02T09:00:00Z',
        ${world.supabase.sql.json([{ name: '', address: to }])}
      from one returning id
    )
    insert into public.message_bodies (message_id, client_id, plain, own) select id, ${ada.client}, ${letter}, ${letter} from sent`
}

test('a letter to somebody else tells what is theirs, and so does speaking of others at all', async () => {
  await wroteOnce(
    'odile@saltmarsh.example',
    'Dear Odile, the greenhouse heating has been ordered, and the gardener is told to keep quiet about it.',
  )
  const what = { client_id: ada.client, kind: 'sent_mail', mailbox_id: ada.mailbox }
  await ada.expect(Source, 'POST', '/api/knowledge/sources', what)
  await catchUp(world)

  const wrote = 'Has the heating been ordered?'
  const told = await saying('It has. Your gardener knows as well, as with another client.', { wrote })
  expect(matters(told)).toEqual([
    { text: 'another client', source: null, elsewhere: true },
    { text: 'gardener', source: null, elsewhere: true },
  ])
  const gardener = told.claims.find(({ text }) => text === 'gardener')
  expect(gardener).toMatchObject({ title: 'Winter', passage: { position: 1 } })
  const honest = await saying('It has. I can say nothing about other clients.', { wrote })
  expect(matters(honest)).toEqual([])

  // The same letter in another of her own conversations.
  expect(matters(await saying('It has. Your gardener knows.', { from: odile, wrote }))).toEqual([])
})

test('what many write about is nobody’s matter, nor is what only machines wrote', async () => {
  for (const name of ['ann', 'bea', 'cat'])
    await saying('Gladly.', { from: `${name}@saltmarsh.example`, subject: 'Snowdrop weekend', wrote: 'Is there room?' })
  await world.supabase.sql`
    insert into public.threads (client_id, mailbox_id, gmail_thread_id, subject, correspondent, last_message_at)
    values (${ada.client}, ${ada.mailbox}, 'sale', 'Trampoline bargains', 'Bouncy', now())`
  const draft = await saying('The snowdrop weekend is full, and the trampoline is gone.', { wrote: 'Any news?' })
  expect(matters(draft)).toEqual([])
})
